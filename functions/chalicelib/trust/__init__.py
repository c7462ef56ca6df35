"""Sessions, consent, sealing of personal data, blind indexes, partner secrets, masking."""
