"""Texts of the supervisor's page."""

TEXTS: dict[str, tuple[str, str]] = {}
