"""Texts: rules."""

TEXTS: dict[str, tuple[str, str]] = {}
