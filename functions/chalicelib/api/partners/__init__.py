"""What banks and the registry tell and fetch."""
