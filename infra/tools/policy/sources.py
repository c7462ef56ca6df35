"""Where figures come from (依据): records an entry points to, `NAME` or `NAME place`, and what makes a figure verified.

A figure is verified only for a centre whose own authority, or one above it, says so in words somebody read and quoted, and only from
the day on which that text is in force (`Book.entries`).
"""

import re
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError

from infra.tools.policy.reading import AUTHORITIES, BASE, SOURCES, Data, Entry
from infra.tools.policy.stated import unsaid
from infra.tools.policy.values import Day, Division, Shape, Text

READ = "T"
# Whoever tells of somebody else's text has none of their own.
_NO_AUTHORITY = re.compile(r"^无$|第三方|未署名|多地|省外")
_WORDS = re.compile(r"[\u4e00-\u9fff\w]")


class Source(Shape):
    """One text, or what is known of it. `binds`: all centres, one, or nobody; `seen`: when somebody last looked; `quotes`: its words by
    their place; `in_force`: since when; `supersedes`: the records whose place it took then. Marks: T the authority's own text; 2S, 1S secondary sources; G general knowledge."""

    authority: Text
    binds: Literal["all", "nobody"] | Division
    title: Text
    number: str = ""
    url: Annotated[str, Field(pattern=r"^(https?://\S+)?$")] = ""  # an address that can be followed, or none
    seen: Day
    in_force: Day | None = None
    supersedes: list[Text] = []
    mark: Literal["T", "2S", "1S", "G", "assumed"]
    quotes: dict[Annotated[str, Field(pattern=r"^\S{1,40}$")], Text] = {}


_SHAPE: TypeAdapter[Source] = TypeAdapter(Source)


def problems(data: Data) -> Iterator[str]:
    """Every source that has not its shape, and every entry that points nowhere or claims more than its source says."""
    sound: dict[str, Source] = {}
    for name, written in data.sources.items():
        try:
            sound[name] = _SHAPE.validate_python(written, strict=True)
        except ValidationError as found:
            for error in found.errors(include_url=False):
                yield f"{SOURCES}: {name}: {'.'.join(map(str, error['loc']))}: {error['msg']}"
            continue
        if sound[name].binds not in ("all", "nobody", *data.centres):
            yield f"{SOURCES}: {name}: binds {sound[name].binds}, which is no centre"
        for earlier in sound[name].supersedes:
            if earlier not in data.sources:
                yield f"{SOURCES}: {name}: supersedes {earlier}, which is no source"
            if not sound[name].in_force:
                yield f"{SOURCES}: {name}: supersedes {earlier}, and does not say since when: in_force"
        yield from (f"{SOURCES}: {name}: {what}" for what in (*_unread(sound[name]), *_unentitled(sound[name], data)))
    for entry in data.entries():
        name, place = pointed(entry.source)
        if name not in data.sources:
            yield f"{entry}: source: no such source: {name}"
        elif name in sound:
            yield from (f"{entry}: {what}" for what in _claims(entry, name, place, sound[name]))


def pointed(source: str) -> tuple[str, str]:
    """The name of a source, and the place of the words in it, or nothing."""
    name, _, place = source.partition(" ")
    return name, place


def shown(entry: Entry, data: Data) -> str:
    """What people are told of where an entry comes from."""
    name, place = pointed(entry.source)
    source = data.sources[name]
    number = f"（{source['number']}）" if source.get("number") else ""
    return "；".join(filter(None, (f"{source['title']}{number}{place}", entry.note)))


def _unread(source: Source) -> Iterator[str]:
    """In what a text that is said to have been read (T) was none."""
    if source.mark != READ:
        return
    if not source.quotes:
        yield "was read, and quotes no words"
    for place, words in source.quotes.items():
        if len(_WORDS.findall(words)) < 4:
            yield f"was read, and quotes no words at {place}"
    if _NO_AUTHORITY.search(source.authority):
        yield f"was read, and {source.authority} is no authority: what others tell of a text is 1S or 2S"


def _unentitled(source: Source, data: Data) -> Iterator[str]:
    """Whose word does not reach as far as the record says: every centre is bound by those alone who are listed, one by its own town too."""
    first = re.split("、|等", source.authority)[0]
    if source.binds == "nobody" or first in data.authorities:
        return
    if source.binds == "all":
        yield f"binds every centre, and {first} is not among those whose word does: {AUTHORITIES}"
    elif source.mark == READ and source.authority[:2] != data.centres.get(source.binds, {}).get("name", "")[:2]:
        yield f"was read, and {source.authority} is neither of the place of {source.binds} nor above it"


def _claims(entry: Entry, name: str, place: str, source: Source) -> Iterator[str]:
    if place and place not in source.quotes:
        yield f"source: {name} quotes nothing at {place}"
    if not entry.verified:
        return
    if source.mark != READ:
        yield f"verified, but {name} was not read: its mark is {source.mark}"
    if source.binds not in ("all", entry.scope):
        theirs = "nobody" if source.binds == "nobody" else f"{source.binds} alone"
        yield f"verified, but {name} binds {theirs}, not {'every centre' if entry.scope == BASE else entry.scope}"
    if not source.in_force:
        yield f"verified, but {name} does not say since when it is in force: in_force"
    if not source.number and not source.url:
        yield f"verified, but nobody can find {name}: it has neither number nor url"
    if not place:
        yield f"verified, but points to no quoted words of {name}"
    elif missing := unsaid(entry.value, source.quotes.get(place, "")):
        yield f"verified, but {name} does not say at {place}: {', '.join(missing)}"
