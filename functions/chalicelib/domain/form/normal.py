"""Text as it is kept and compared (归一): what looks alike to a reader is made alike once, where it comes in.

Agencies write the same person in other signs than the form does: another middle dot (间隔号), a full-width letter, ○ for 〇, é in two signs,
a number of fifteen digits given out before 1999. Both sides are brought to one writing before they are compared.
"""

import re
from datetime import date
from unicodedata import normalize

_FULL_WIDTH = {sign: sign - 0xFEE0 for sign in range(0xFF01, 0xFF5F)}
_ALIKE = dict.fromkeys(map(ord, "•・‧∙⋅･．●"), "·") | dict.fromkeys(map(ord, "○◯"), "〇")
_BRACKETS = str.maketrans("〔〕[]", "()()")
_UNSPACED = (
    ("\u2e80", "\u2fdf"),
    ("〇", "〇"),
    ("\u3400", "\ufaff"),
    ("\U00020000", "\U0003ffff"),
)  # with Yi and Hangul, whose names have no space either
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def plain(text: str) -> str:
    """Text as it is stored: no sign nobody sees, every kind of space a space, every decimal digit one of ten. Line breaks stay."""
    return composed("".join(map(_plain, text))) if not (text.isascii() and text.isprintable()) else text


def composed(text: str) -> str:
    """One sign for what may be written in several, or by another code (NFC)."""
    return text if text.isascii() else normalize("NFC", text)


def line(text: str) -> str:
    """The same on one line, without spaces around it or several in a row."""
    return " ".join(plain(text).split())


def name(text: str) -> str:
    """A person's name: one middle dot, one 〇, Latin letters of one width, no space between Chinese characters."""
    alike = composed(line(text).translate(_ALIKE).translate(_FULL_WIDTH)).replace(" ·", "·").replace("· ", "·")
    first, *others = alike.split(" ")
    return first + "".join(
        word if _is_unspaced(before[-1]) and _is_unspaced(word[0]) else f" {word}"
        for before, word in zip([first, *others], others, strict=False)
    )


def number(text: str) -> str:
    """An identity document's, unit's or account's number: capital letters of one width, no spaces."""
    return composed("".join(line(text).translate(_FULL_WIDTH).upper().split()))


def document(text: str) -> str:
    """A contract's or certificate's number: signs of one width, round brackets, no spaces. Capitals are kept as they are."""
    return composed("".join(line(text).translate(_FULL_WIDTH).translate(_BRACKETS).split()))


def identity(text: str) -> str:
    """An identity number as it is compared: one of fifteen digits (GB 11643-1989) is the eighteen it became.

    Fifteen digits that tell no region and no day of birth are another document's, such as a passport's.
    """
    short = number(text)
    if not _is_of_1989(short):
        return short
    long = f"{short[:6]}19{short[6:]}"
    return long + check_digit(long)


def former(identity_number: str) -> str | None:
    """The number of fifteen digits of whoever has this one of eighteen, if they can have had one: those born before 2000, of whom it tells no
    century. None of a passport or a residence permit of Hong Kong, Macao or Taiwan (from 2018)."""
    number_now = number(identity_number)
    short = number_now[:6] + number_now[8:17]
    is_permit = number_now.startswith(("81", "82", "83"))
    return short if len(number_now) == 18 and not is_permit and identity(short) == number_now else None


def _is_of_1989(number: str) -> bool:
    if not re.fullmatch(r"[1-8]\d{14}", number, re.ASCII):
        return False
    try:
        return bool(date.fromisoformat(f"19{number[6:12]}"))
    except ValueError:
        return False


def check_digit(number: str) -> str:
    """The eighteenth sign of an identity number (校验码, GB 11643-1999) by its first seventeen digits."""
    return "10X98765432"[sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False)) % 11]


def same_person(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two pairs of name and identity number are of one person, however they are written."""
    return called(one[0]) == called(other[0]) and identity(one[1]) == identity(other[1])


def called(text: str) -> str:
    """A name as it is compared: Latin letters in capitals."""
    return composed(name(text).upper())


def _is_unspaced(sign: str) -> bool:
    return any(first <= sign <= last for first, last in _UNSPACED)


def _plain(sign: str) -> str:
    if sign.isspace():
        return sign if sign in "\n\r\t" else " "
    if sign.isdecimal():
        return str(int(sign))
    if "\u2f00" <= sign <= "\u2fd5":  # a radical (康熙部首) typed for the character it looks like
        return normalize("NFKC", sign)
    # Newer planes hold rare characters of names that this Python does not know yet.
    return sign if sign.isprintable() or "\U00020000" <= sign <= "\U0003ffff" else ""
