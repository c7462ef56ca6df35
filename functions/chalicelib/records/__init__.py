"""What Anju remembers: the case file (DynamoDB), documents (S3), tasks, the ledger of data use, registers."""
