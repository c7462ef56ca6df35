"""What needs somebody's eye (留意): what is unverified, looked at long ago, or would refuse; what ends, begins or has no successor."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

from chalicelib.casework import horizon
from chalicelib.documents.figure_words import called, said
from chalicelib.domain.form.codes import HOME_KIND
from chalicelib.domain.judging.grounds import figures_of, held
from chalicelib.domain.judging.rule import RuleResult, Verdict
from chalicelib.domain.policy import Policy
from chalicelib.policy import Book
from infra.tools.policy.form_bounds import wished
from infra.tools.policy.reading import Data, Entry
from infra.tools.policy.showing import MARKS, Row
from infra.tools.policy.sources import READ, pointed
from infra.tools.policy.timeline import after

_CHANGES = {"begins": "施行", "ends": "到期"}
STALE, AHEAD = timedelta(365), timedelta(90)
CHANGING = ("日期", "变化", "范围", "代码", "项目", "数值")
SEEN = ("最近核对", "标记", "依据", "名称", "涉及项数")


def refusing(data: Data, book: Book, on: date) -> Iterator[str]:
    """Centre and rule that refuses somebody without a person, though no record of a text in force says so for that centre of all it reads: there may be
    none. Looked up in the records, and not in the marks by which it was let."""
    for centre in book.centres():
        rules, entries = book.in_force(centre, on), book.entries(centre, on)
        for code in rules.rules:
            failed = RuleResult(code, Verdict.FAIL, "borrower", "", "")
            read = (f"rules.{code}", *figures_of(code, rules))
            if held(failed, rules).outcome is Verdict.FAIL and not all(
                _is_backed(entries[name]["rests_on"], centre, data, on) for name in read
            ):
                yield f"{centre} {code}"


def _is_backed(rests_on: str, centre: str, data: Data, on: date) -> bool:
    name, place = pointed(rests_on)
    source, gone = (
        data.sources.get(name) or {},
        [one for one in data.sources.values() if name in one.get("supersedes", ())],
    )
    return (
        source.get("mark") == READ
        and bool(place and source.get("quotes", {}).get(place))
        and source.get("binds") in ("all", centre)
        and (source.get("in_force") or date.max) <= on
        and not any(one["in_force"] <= on for one in gone)
    )


def answering(book: Book, on: date) -> Iterator[str]:
    """What nobody can hand in, or ends by itself, on an unverified basis and with no person looking, each with how many centres. What one kind of purchase
    does not take and another does, the form sends to that one: a kind is chosen, and refuses nothing."""
    of_day = [book.in_force(centre, on) for centre in book.centres()]
    doubtful = [rules for rules in of_day if any(f"kinds.{kind}" not in rules.confirmed for kind in rules.kinds)]
    for home, combination in product(HOME_KIND.codes, (False, True)):
        none = [
            r for r in doubtful if not any(home in k.homes and combination in k.combination for k in r.kinds.values())
        ]
        if none:
            part = "的组合贷款" if combination else ""
            yield f"没有购房类型受理{HOME_KIND.codes[home]}{part}（{len(none)} 家中心）"
    if longer := [
        rules for rules in of_day if "max_months" not in rules.confirmed and not _takes(rules.max_months + 1)
    ]:
        yield f"申请表填不进长于最长期限的贷款，最长期限未核实（{len(longer)} 家中心）"
    if late := [rules for rules in of_day if any(name not in rules.confirmed for name in _asked_in_time(rules))]:
        yield f"到期未补正、未签署的按时限办结，所补的材料和补正、签署的期限未核实（{len(late)} 家中心）"


def _takes(months: int) -> bool:
    """Whether the form takes a term."""
    try:
        return bool(wished("months")(months))
    except ValueError:
        return False


def _asked_in_time(rules: Policy) -> tuple[str, ...]:
    """What an end by time rests on: what was asked for, and by when."""
    return ("deadlines", *(f"materials.{material.code}" for material in rules.materials))


def marks(data: Data, book: Book, on: date) -> Iterator[str]:
    """How much of what holds is verified, how much of it was last looked at over a year ago, and whether anything unverified refuses."""
    holding = [(centre, name, entry) for centre in book.centres() for name, entry in book.entries(centre, on).items()]
    unverified = list(dict.fromkeys(name for _, name, entry in holding if not entry["verified"]))
    yield f"至少一家中心{MARKS[False]}的 {len(unverified)} 项{_named(_shortly(unverified))}"
    old = [(name, source) for name, source in data.sources.items() if on - source["seen"] > STALE]
    yield f"一年以上没有核对的依据 {len(old)} 个{_named([name for name, _ in old])}"
    if ahead := [name for name, source in data.sources.items() if source["seen"] > on]:
        yield f"核对日期尚未到来的依据 {len(ahead)} 个{_named(ahead)}"
    gone = list(resting_on_the_past(data, book, on))
    yield f"所依据的文本已被代替、不再算作已核实的 {len(gone)} 项{_named(gone)}"
    wrong = list(refusing(data, book, on))
    yield f"依据{MARKS[False]}而不经人拒绝的规则 {len(wrong)} 条{_named(wrong)}"
    others = list(answering(book, on))
    yield f"依据{MARKS[False]}而不经人作出的其他答复 {len(others)} 种{_named(others)}"


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
            yield f"{name}（{source}，现为 {newer[source]}）"


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
            called(entry.name, entry.value),
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
    told = f"{on.year + 1} 年已安排" if year > on.year + 1 else f"{year} 年尚未安排，该年的日期为暂定"
    yield f"工作日已知至 {last}：{told}"
    for entry in data.entries():
        if entry.until and entry.until >= on and not _followed(data, entry):
            yield f"{entry.scope}: {entry.name}（{called(entry.name, entry.value)}）：{entry.until} 到期，没有接续"


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
    return [*judging, *(f"{family} {number} 项" for family, number in others.items())]


def _named(names: list[str]) -> str:
    return f"：{'、'.join(names)}" if names else ""
