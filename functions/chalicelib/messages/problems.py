"""Texts: problems."""

TEXTS: dict[str, tuple[str, str]] = {}
