"""Dated policy (政策) per centre. The YAML in data/ is the source; compiled.json is what a function reads, once."""

import json
from datetime import date
from functools import cache
from pathlib import Path

from chalicelib.domain.policy import NoPolicy, Policy
from chalicelib.policy.book import Book

__all__ = ["Book", "NoPolicy", "Policy", "centres", "credit_code", "in_force", "shipped", "task_code"]


@cache
def shipped() -> Book:
    """The policy this platform enforces."""
    return Book(json.loads((Path(__file__).parent / "compiled.json").read_text(encoding="utf-8")))


def centres() -> dict[str, str]:
    """Code and name of every centre."""
    return shipped().centres()


def credit_code(centre: str) -> str:
    """统一社会信用代码 of a centre. Raises `NoPolicy`."""
    return shipped().credit_code(centre)


def task_code(centre: str) -> str:
    """实施编码 of the matter at a centre, 31 characters: credit code, level of office, basic code. Raises `NoPolicy`."""
    return shipped().task_code(centre)


def in_force(centre: str, on: date, known: date | None = None) -> Policy:
    """The policy of the centre that serves a division, as in force on a day, or as it was taken to be on the day `known`.
    Raises `NoPolicy`."""
    return shipped().in_force(centre, on, known)
