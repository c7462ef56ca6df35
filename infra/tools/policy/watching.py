"""What needs somebody's eye (留意): what is unverified, looked at long ago, or would refuse; what ends, begins or has no successor."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

from chalicelib.casework import horizon
from chalicelib.domain.form.codes import HOME_KIND
from chalicelib.domain.judging.grounds import doubted, held
from chalicelib.domain.judging.rule import RuleResult, Verdict
from chalicelib.policy import Book
from infra.tools.policy.reading import Data, Entry
from infra.tools.policy.showing import MARKS, Row
from infra.tools.policy.sources import pointed
from infra.tools.policy.timeline import after
from infra.tools.policy.wording import named, said

_CHANGES = {"begins": "施行", "ends": "到期"}
STALE, AHEAD = timedelta(365), timedelta(90)
CHANGING = ("日期", "变化", "范围", "代码", "项目", "数值")
SEEN = ("最近核对", "标记", "依据", "名称", "涉及项数")


def refusing(book: Book, on: date) -> Iterator[str]:
    """Centre and rule that would refuse somebody on an unverified basis without a person: there may be none."""
    for centre in book.centres():
        rules = book.in_force(centre, on)
        for code in rules.rules:
            failed = RuleResult(code, Verdict.FAIL, "borrower", "", "")
            if doubted(code, rules) and held(failed, rules).outcome is Verdict.FAIL:
                yield f"{centre} {code}"


def answering(book: Book, on: date) -> Iterator[str]:
    """What no kind of purchase takes, though not every kind is verified, each with how many centres: nobody can hand it in, and no person has looked.
    What one kind does not take and another does, the form sends to that one: a kind is chosen, and refuses nothing."""
    of_day = [book.in_force(centre, on) for centre in book.centres()]
    doubtful = [rules for rules in of_day if any(f"kinds.{kind}" not in rules.confirmed for kind in rules.kinds)]
    for home, combination in product(HOME_KIND.codes, (False, True)):
        none = [
            r for r in doubtful if not any(home in k.homes and combination in k.combination for k in r.kinds.values())
        ]
        if none:
            yield f"no kind takes a home {home}{' with a commercial part' if combination else ''} ({len(none)} centres)"


def marks(data: Data, book: Book, on: date) -> Iterator[str]:
    """How much of what holds is verified, how much of it was last looked at over a year ago, and whether anything unverified refuses."""
    holding = [(centre, name, entry) for centre in book.centres() for name, entry in book.entries(centre, on).items()]
    unverified = list(dict.fromkeys(name for _, name, entry in holding if not entry["verified"]))
    yield f"{len(unverified)} figures {MARKS[False]} at one centre or more{_named(_shortly(unverified))}"
    old = [(name, source) for name, source in data.sources.items() if on - source["seen"] > STALE]
    yield f"{len(old)} sources last looked at over a year ago{_named([name for name, _ in old])}"
    if ahead := [name for name, source in data.sources.items() if source["seen"] > on]:
        yield f"{len(ahead)} sources seen on a day that is to come{_named(ahead)}"
    gone = list(resting_on_the_past(data, book, on))
    yield f"{len(gone)} figures rest on a text that another took the place of, which verifies nothing any more{_named(gone)}"
    wrong = list(refusing(book, on))
    yield f"{len(wrong)} rules refuse on an unverified basis{_named(wrong)}: a person looks"
    others = list(answering(book, on))
    yield f"{len(others)} other answers without a person on an unverified basis{_named(others)}"


def resting_on_the_past(data: Data, book: Book, on: date) -> Iterator[str]:
    """Every figure that holds and points to a text superseded by then, with both."""
    newer = {
        earlier: name
        for name, source in data.sources.items()
        if source.get("in_force") and source["in_force"] <= on
        for earlier in source.get("supersedes", ())
    }
    holding = {
        (name, pointed(entry["rests_on"])[0])
        for centre in book.centres()
        for name, entry in book.entries(centre, on).items()
    }
    for name, source in sorted(holding):
        if source in newer:
            yield f"{name} ({source}, now {newer[source]})"


def changing(data: Data, on: date) -> list[Row]:
    """Everything that begins or ends within the days ahead, the soonest first."""
    until = on + AHEAD
    rows = [(entry.begins, "begins", entry) for entry in data.entries() if on < entry.begins <= until]
    rows += [(after(entry), "ends", entry) for entry in data.entries() if entry.until and on < after(entry) <= until]
    return [
        (
            str(day),
            _CHANGES[what] if what == "begins" or _followed(data, entry) else "到期，没有接续",
            "全省" if entry.scope == "base" else entry.scope,
            entry.name,
            named(entry.name),
            said(entry.name, entry.value),
        )
        for day, what, entry in sorted(rows, key=lambda row: (row[0], row[2].scope, row[2].name))
    ]


def superseding(data: Data, on: date) -> Iterator[str]:
    """Every text that takes the place of others within the days ahead: what rests on those has to be looked at before."""
    for name, source in sorted(data.sources.items()):
        begins, past = source.get("in_force"), source.get("supersedes", ())
        if begins and past and on < begins <= on + AHEAD:
            yield f"{begins} 起 {name}（{source['title']}）施行，代替 {'、'.join(past)}"


def lacking(data: Data, book: Book, on: date) -> Iterator[str]:
    """What has no successor: a calendar that ends, and every temporary figure after which nothing of its own holds."""
    last, year = on + timedelta(horizon.days_known(book, on)), horizon.first_unarranged(book, on)
    told = (
        f"{on.year + 1} is arranged" if year > on.year + 1 else f"{year} is not arranged; dates in it are provisional"
    )
    yield f"working days are known up to {last}: {told}"
    for entry in data.entries():
        if entry.until and entry.until >= on and not _followed(data, entry):
            yield f"{entry.scope}: {entry.name}: ends with {entry.until}, nothing of its own follows"


def seen(data: Data, on: date) -> list[Row]:
    """When each source was last looked at, the longest ago first, and how many figures rest on it."""
    resting = [pointed(entry.source)[0] for entry in data.entries()]
    rows = sorted(data.sources.items(), key=lambda row: (row[1]["seen"], row[0]))
    return [
        (
            f"{source['seen']}{'（一年以上）' if on - source['seen'] > STALE else ''}",
            source["mark"],
            name,
            source["title"],
            str(resting.count(name)),
        )
        for name, source in rows
    ]


def _followed(data: Data, entry: Entry) -> bool:
    return any(other.begins == after(entry) for other in data.scopes[entry.scope][entry.name])


def _shortly(names: list[str]) -> list[str]:
    """What judges by its name, the other families by how many there are."""
    judging = [name for name in names if "." not in name or name.startswith(("caps.", "rules."))]
    others = Counter(name.partition(".")[0] for name in names if name not in judging)
    return [*judging, *(f"{number} of {family}" for family, number in others.items())]


def _named(names: list[str]) -> str:
    return f": {', '.join(names)}" if names else ""
