"""Texts of the window's and the review desk's page."""

TEXTS: dict[str, tuple[str, str]] = {}
