"""Texts of the applicant's page."""

TEXTS: dict[str, tuple[str, str]] = {}
