"""The one function that makes papers (出证): it prints what it is given and keeps it. It reads no case and opens no key of one."""
