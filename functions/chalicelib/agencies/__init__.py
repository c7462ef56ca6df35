"""A folder per agency: its requests, its answers and what they mean. Below them one signed exchange."""
