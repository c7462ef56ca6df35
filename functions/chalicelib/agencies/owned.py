"""Which homes a family has (家庭现有住房): what registry and housing tell of each unit, taken together.

A title in force counts. A filed contract is not a home by itself: it may be for a parking space, or titled meanwhile. It is gone only where
the family once had the title.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from chalicelib.agencies.housing.answers import Filing
from chalicelib.agencies.registry.answers import Title
from chalicelib.domain.checks.uses import Use, use_of

Record = Title | Filing  # of a home somebody holds or held, or has bought


def only_filed(records: Iterable[Record]) -> dict[str, list[Filing]]:
    """The contracts in force for units to which the family neither has nor had a title, by unit: only the units' titles say more."""
    titled, found = {record.unit_number for record in records if isinstance(record, Title)}, dict[str, list[Filing]]()
    for one in _filed(records):
        if one.unit_number not in titled:
            found.setdefault(one.unit_number, []).append(one)
    return found


def counted(records: Iterable[Record], meanwhile: Mapping[str, Title | None]) -> dict[str, Use]:
    """Every unit the family has, once, and what it is used for. `meanwhile`: the titles of the units in `only_filed`, whoever's."""
    uses: dict[str, set[Use]] = {}
    for one in records:
        if isinstance(one, Title) and one.current:
            uses.setdefault(one.unit_number, set()).add(use_of(one.use))
    for number, filings in only_filed(records).items():
        uses[number] = {_of_filed(one, meanwhile.get(number)) for one in filings}
    return {number: found.pop() if len(found) == 1 else Use.UNCLEAR for number, found in uses.items()}


def _of_filed(filing: Filing, title: Title | None) -> Use:
    """Theirs while nobody, or its seller, has the title: a developer has the building registered (首次登记) before its buyers are, and a
    seller may have theirs renewed. Titled to anybody else since it may be sold on, which no title of theirs shows: a person says."""
    if title is None or (filing.seller and filing.seller in title.owners):
        return use_of(filing.use or (title.use if title else ""))
    year = _year(title)
    return use_of(filing.use or title.use) if year and year < filing.filed_on[:4] else Use.UNCLEAR


def _year(title: Title) -> str | None:
    """The year of a title, as its number tells: 甘(2018)兰州市不动产权第0000001号. Of several the last."""
    return max(re.findall(r"[(（](\d{4})[)）]", title.number), default=None)


def _filed(records: Iterable[Record]) -> Iterator[Filing]:
    return (record for record in records if isinstance(record, Filing) and record.status == "1")
