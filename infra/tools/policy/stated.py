"""Whether the words somebody quoted say the numbers a figure has: 360 months as 30年, 0.20 as 20%, 700000 as 70万元."""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

_NUMERALS = "〇零一二两三四五六七八九十百千"
# Directly before a number, of all alike (首套、二套均不低于20%): no part of another word (月均, 武都), in the same clause, and no other number in between.
_ALIKE = re.compile(
    rf"((?<![平月人年日户])均|(?<![首成武昌古])都|一律|统一|同样)(?:(?!首套|骗提|骗贷)[^\d{_NUMERALS}万%％，、。；]){{0,12}}$"
)
_AGAIN = re.compile("（[^（）]*）|\\([^()]*\\)")  # what is said once more in another way: 3年（36个月）
_DIGITS, _UNITS = "〇一二三四五六七八九", ("", "十", "百", "千")


def unsaid(value: Any, words: str) -> list[str]:
    """The numbers of a value that the words do not say in any of the usual ways; one that stands in it twice they say twice, or say of all alike."""
    lacking = Counter(_numbers(value))
    for one, times in lacking.items():
        places = _places(_AGAIN.sub("", words), one) or _places(words, one)
        lacking[one] = 0 if any(_ALIKE.search(before) for before in places) else times - len(places)
    return [str(one) for one, times in lacking.items() if times > 0]


def _places(words: str, number: Decimal) -> set[str]:
    """What stands before a number each time it is said."""
    return {words[:place] for way in _ways(number) for place in _said(words, way)}


def _said(words: str, way: str) -> Iterator[int]:
    """Where the words say it as a number of its own: 6 is not said by 2026, nor 15 by 115, nor ten by 二十, nor 20 by 20万."""
    number = way.strip("年万%百分之成")
    unit = "万亿%％成" if way == number else ""
    if number.isascii():
        before, after = r"(?<!\d)(?<!\d[.,])", rf"(?!\d|[.,]\d|[{unit or 'x'}])"
    else:
        before, after = f"(?<![{_NUMERALS}])", f"(?![{_NUMERALS}{unit}])"
    yield from (found.start() for found in re.finditer(before + re.escape(way) + after, words))


def _numbers(value: Any) -> Iterator[Decimal]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _numbers(part)
    elif isinstance(value, int | str) and not isinstance(value, bool):
        try:
            yield Decimal(value)
        except InvalidOperation:
            return


def _ways(number: Decimal) -> Iterator[str]:
    for scaled, before, after in (
        (number, "", ""),
        (number / 12, "", "年"),
        (number / 10000, "", "万"),
        (number * 100, "", "%"),
        (number * 100, "百分之", ""),
        (number * 10, "", "成"),
    ):
        yield f"{before}{scaled.normalize():f}{after}"
        if scaled == scaled.to_integral_value() and 0 < scaled < 10000:
            yield f"{before}{_chinese(int(scaled))}{after}"
            if scaled == 2:
                yield f"两{after}"


def _chinese(number: int) -> str:
    digits = str(number)
    parts = [
        f"{_DIGITS[int(digit)]}{_UNITS[len(digits) - 1 - place]}" if digit != "0" else "〇"
        for place, digit in enumerate(digits)
    ]
    said = "".join(parts).rstrip("〇").replace("〇〇", "〇").replace("〇", "零")
    return said.removeprefix("一") if said.startswith("一十") else said
