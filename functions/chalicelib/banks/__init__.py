"""Partner banks: thin signed webhooks out, signed callbacks in, entrusted payments."""
