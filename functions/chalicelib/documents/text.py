"""Text as a printed page needs it: no character that vanishes."""

from typing import Any

from chalicelib.domain.form.characters import printable


def paragraphs(text: str) -> tuple[str, ...]:
    """What somebody wrote, a paragraph (自然段) each: of a text in one piece a line break is a space."""
    return tuple(filter(None, map(str.strip, text.splitlines())))


def visible(value: Any) -> tuple[Any, bool]:
    """The value, text in lists and dicts, with every character no font has written as 〓 and its code point, for example 〓(U+2B746),
    and whether there was one.

    A form does not take such a character (domain/form/characters.py); cases of earlier releases hold them.
    """
    unknown: set[str] = set()
    return _shown(value, unknown), bool(unknown)


def _shown(value: Any, unknown: set[str]) -> Any:
    if isinstance(value, str):
        return _text(value, unknown)
    if isinstance(value, dict):
        return {name: _shown(one, unknown) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_shown(one, unknown) for one in value]
    return value


def _text(text: str, unknown: set[str]) -> str:
    known = printable()
    if known.issuperset(map(ord, text)):
        return text
    unknown.update(char for char in text if ord(char) not in known and not char.isspace())
    return "".join(char if ord(char) in known else " " if char.isspace() else f"〓(U+{ord(char):04X})" for char in text)
