"""Texts: notices."""

TEXTS: dict[str, tuple[str, str]] = {}
