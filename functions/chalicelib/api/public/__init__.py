"""What anybody may ask: kinds, forms, guides, quotes, logging in."""
