"""Whether what is stated of a couple (夫妻) fits together, in a form and in a quote alike: a spouse is there exactly where the borrower is married, and is so too."""

from collections.abc import Iterator, Sequence

from chalicelib.domain.form.codes import MARRIED


def misstated(people: Sequence[tuple[str, str | None]]) -> Iterator[tuple[str, str]]:
    """Code and JSON pointer of what does not fit, of each one's key and marital status (婚姻状况), the borrower's first; None: nothing is said of it."""
    is_married = {place: marital in MARRIED for place, (_, marital) in enumerate(people) if marital is not None}
    spouses = [place for place, (key, _) in enumerate(people) if key == "spouse"]
    if is_married.get(0) is True and not spouses:
        yield "SPOUSE_MISSING", "/people"
    if is_married.get(0) is False and spouses:
        yield "SPOUSE_UNEXPECTED", "/people/0/marital"
    for place in spouses:
        if place and is_married.get(place) is False:
            yield "SPOUSE_NOT_MARRIED", f"/people/{place}/marital"
