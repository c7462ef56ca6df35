"""Texts of operations' page."""

TEXTS: dict[str, tuple[str, str]] = {}
