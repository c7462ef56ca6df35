"""The rules of the house: pure Python, no boto3, no chalice, no clock, no I/O."""
