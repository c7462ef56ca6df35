"""Texts: findings."""

TEXTS: dict[str, tuple[str, str]] = {}
