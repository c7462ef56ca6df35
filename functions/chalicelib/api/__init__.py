"""HTTP triggers under /v1, one module per audience."""
