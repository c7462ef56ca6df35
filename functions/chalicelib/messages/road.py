"""Texts: road."""

TEXTS: dict[str, tuple[str, str]] = {}
