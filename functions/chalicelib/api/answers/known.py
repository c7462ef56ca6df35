"""What parties are answered about what is already known of them (免填): by field, by source, and what was taken over."""

from typing import Literal

from chalicelib.api.answers.shape import Shown


class KnownChild(Shown):
    """One minor child of one's own, as the household register has them."""

    name: str
    id_number: str


class KnownOrNot(Shown):
    """What one source says: known, with its value; or not, with the reason. `at`: when the source was asked."""

    state: Literal["KNOWN", "NOT_KNOWN"]
    value: str | int | bool | list[KnownChild] | None
    source: str
    source_text: str
    at: str | None
    reason: str | None
    text: str


class KnownField(KnownOrNot):
    """A field of the form, as a JSON pointer into it. `same`: whether the form says so already; null while it says nothing."""

    field: str
    same: bool | None


class KnownRecord(KnownOrNot):
    """What the fund's records say: shown, and never filled in."""

    name: str
    title: str


class Known(Shown):
    """What is proposed to that party at this revision of the form; nothing of it is in the form before they save it."""

    id: str
    person: str
    revision: int
    fields: list[KnownField]
    records: list[KnownRecord]


class Origin(Shown):
    """Where a field's value comes from: which source told it, when; `same` is false where the form says something else."""

    field: str
    source: str
    source_text: str
    at: str
    same: bool
