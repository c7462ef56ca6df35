"""Text as a printed page needs it: lines that break where Chinese may break, and no character that vanishes."""

from collections.abc import Callable, Container

_NOT_FIRST = frozenset("，。、；：？！）》〉」』】〕”’%‰℃·…,.;:?!)]}")  # 避头
_NOT_LAST = frozenset("（《〈「『【〔“‘¥￥([{")  # 避尾


def visible(text: str, drawable: Container[int]) -> str:
    """The text with every character the font cannot draw written as 〓 and its code point, for example 〓(U+2B746)."""
    return "".join(
        char if ord(char) in drawable else " " if char.isspace() else f"〓(U+{ord(char):04X})" for char in text
    )


def wrap(text: str, width: float, measure: Callable[[str], float], indent: float = 0) -> list[str]:
    """The text in lines no wider than `width`, the first shortened by `indent`.

    Runs of Latin letters and digits stay whole where they fit; closing marks never begin a line nor opening marks end one.
    """
    lines, line, room = [], "", width - indent
    for piece in _pieces(text):
        if line and measure(line) + measure(piece) > room:
            lines.append(line)
            line, room = piece.lstrip(" "), width
        else:
            line += piece
        while measure(line) > room and len(line) > 1:  # one run wider than a whole line
            cut = next(size for size in range(len(line), 0, -1) if size == 1 or measure(line[:size]) <= room)
            lines.append(line[:cut])
            line, room = line[cut:], width
    return [*lines, line]


def _pieces(text: str) -> list[str]:
    """What a line may not break apart: a Latin run, or one character with the marks that cling to it."""
    pieces: list[str] = []
    for char in text:
        last = pieces[-1][-1] if pieces else ""
        clings = char in _NOT_FIRST or last in _NOT_LAST or (_is_latin(char) and _is_latin(last))
        if pieces and clings:
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def _is_latin(char: str) -> bool:
    return bool(char) and "!" <= char <= "~"
