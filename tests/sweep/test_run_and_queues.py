"""What a run looks at, when it looks again, and what becomes of work in queues nobody may do, on built objects. In the store: tests/sweep/test_run.py, test_figures.py."""

from types import SimpleNamespace

import pytest

from chalicelib.casework import remaining
from chalicelib.domain.status import Status
from chalicelib.records.contents import Event
from chalicelib.records.parts import READ_ON
from chalicelib.sweep import figures, gauges, looks, nobody, queues, run
from tests.given.case import held
from tests.sweep.conftest import DAY_AGO, NOW, wait

pytestmark = pytest.mark.usefixtures("now")


@pytest.mark.parametrize(
    ("pages", "looked_at"),
    [
        ([["a", "b"]], ["a", "b"]),
        ([["a", "b", "c"], ["d"]], ["a", "b", "c", "d"]),
        ([["a", "b", "c"], ["b", "c", "d"], ["d"]], ["a", "b", "c", "d"]),  # an index may lag
        ([["a", "b", "c"]] * 2, ["a", "b", "c"]),
        ([[]], []),
    ],
)
def test_a_run_looks_at_each_case_that_is_due_once(monkeypatch, pages, looked_at):
    left, seen = [*pages], gauges.Seen()
    monkeypatch.setattr(run, "PER_SHARD", 3)
    monkeypatch.setattr(run.agenda, "SHARDS", 1)
    monkeypatch.setattr(run.agenda, "due", lambda shard, limit: dict.fromkeys(left.pop(0) if left else [], DAY_AGO))
    assert [*run._due(seen, lambda: True)] == looked_at and (seen.lag > 86400) is bool(looked_at)


@pytest.mark.parametrize(
    ("found", "seen", "then"),
    [
        (["ended"], {}, ["time used", ("leave", "as read")]),
        (["ended_just_now"], {}, [("put off", READ_ON)]),
        (["ended_just_now", "overdue"], {}, [("put off", READ_ON)]),
        ([], {}, [("enter", None)]),
        ([], {"at_rest": {"c1": looks.AT_REST}}, [("enter", looks.AT_REST)]),
        (["overdue"], {"at_rest": {"c1": looks.AT_REST}}, [("enter", None)]),
        (["overdue"], {"unread": ["c1"]}, [("enter", run.AGAIN)]),
        ([], {"to_archive": ["c1"]}, [("enter", run.AGAIN)]),
        ([], {"to_archive": ["c2"], "unread": ["c3"], "at_rest": {"c4": READ_ON}}, [("enter", None)]),
        (None, {}, [("put off", run.agenda.UNREADABLE)]),
    ],
)
def test_a_case_is_looked_at_next_as_what_was_found_of_it_says_and_by_the_time_it_was_read_at(
    monkeypatch, found, seen, then
):
    done, case = [], SimpleNamespace(due_at="as read", status=Status.REFUSED, ended=True)
    monkeypatch.setattr(figures, "add_time_used", lambda case: done.append("time used"))
    monkeypatch.setattr(run.agenda, "leave", lambda id, due_at: done.append(("leave", due_at)))
    monkeypatch.setattr(run.agenda, "put_off", lambda id, time: done.append(("put off", time)))
    monkeypatch.setattr(
        run.agenda, "enter", lambda id, status, rest, due_at: due_at == "as read" and done.append(("enter", rest))
    )
    run._next("c1", None if found is None else case, [looks.Found(one) for one in found or ()], gauges.Seen(**seen))
    assert done == then


AS_NOBODYS = " as nobody's"
LENT = {"lent_by": "620100"}


@pytest.mark.parametrize(
    ("one", "is_nobodys", "to", "found", "does"),
    [
        (wait("first_review"), False, "620200", [], []),
        (wait("first_review", nobody_since=NOW), False, "620200", [], ["not nobody's"]),
        (wait("first_review", nobody_since=NOW, **LENT), False, "620200", [], []),  # at home there is still nobody
        (wait("first_review"), True, "620200", ["offered_elsewhere"], ["to 620200"]),
        (wait("first_review"), True, "", ["nobody_left"], ["nobody's"]),
        (wait("first_review", **LENT), True, "", ["nobody_left", "brought_home"], ["nobody's", "to 620100 as nobody's"]),
        (wait("first_review", **LENT), True, "620100", ["brought_home"], ["to 620100"]),
        (wait("first_review", **LENT), True, "620300", ["offered_elsewhere"], ["to 620300"]),
        (wait("second_look"), True, "620200", ["nobody_left"], ["nobody's"]),  # a clerk has people before them
        (wait("first_review", state="answered"), True, "620200", [], []),
        (wait("sign"), True, "620200", [], []),
    ],
)  # fmt: skip
def test_what_nobody_may_do_goes_to_who_stands_in_but_for_a_clerks_work_or_is_marked_and_rung_for(
    monkeypatch, one, is_nobodys, to, found, does
):
    done, seen = [], gauges.Seen()
    monkeypatch.setattr(remaining, "is_nobodys", lambda *_: is_nobodys)
    monkeypatch.setattr(remaining, "stands_in", lambda *_: to)
    marked = {True: "nobody's", False: "not nobody's"}
    monkeypatch.setattr(nobody.upkeep, "mark", lambda wait, *, is_nobodys: done.append(marked[is_nobodys]))
    monkeypatch.setattr(
        nobody, "_moved", lambda case, wait, to, is_nobodys: done.append(f"to {to}{AS_NOBODYS * is_nobodys}")
    )
    assert [*nobody.looked(held(), [one], seen)] == found
    assert done == does and seen.nobodys == found.count("nobody_left")


@pytest.mark.parametrize("kind", ["first_review", "complaint"])
@pytest.mark.parametrize(
    ("to", "is_nobodys", "before", "line"),
    [
        ("620200", False, None, "OFFERED_ELSEWHERE"),
        ("620100", False, None, "BROUGHT_HOME"),
        ("620100", True, None, "BROUGHT_HOME"),
        ("620200", False, ("OFFERED_ELSEWHERE", "620200"), None),  # told by one who has died before it was done
        ("620300", False, ("OFFERED_ELSEWHERE", "620200"), "OFFERED_ELSEWHERE"),
        ("620100", False, ("OFFERED_ELSEWHERE", "620200"), "BROUGHT_HOME"),
    ],
)
def test_where_work_has_gone_is_told_once_but_of_a_complaint_and_its_mark_goes_where_somebody_may_do_it(
    monkeypatch, kind, to, is_nobodys, before, line
):
    done, one = [], wait(kind, lent_by="620100")
    monkeypatch.setattr(nobody.policy, "centres", lambda: {code: code for code in ("620100", "620200", "620300")})
    monkeypatch.setattr(nobody.casefile, "amend", lambda case, told: done.append(told.event.code))
    monkeypatch.setattr(nobody.upkeep, "offer", lambda wait, to: done.append(to))
    monkeypatch.setattr(nobody.upkeep, "mark", lambda wait, *, is_nobodys: done.append(is_nobodys))
    events = {f"{before[0]}.{one.id}.0": Event(DAY_AGO, before[0], {"centre": before[1]})} if before else {}
    nobody._moved(held(centre="620400", events=events), one, to, is_nobodys=is_nobodys)
    is_told = line is not None and kind != "complaint"
    assert done == [*[line] * is_told, to, *[False] * (to == "620100" and not is_nobodys)]


@pytest.mark.parametrize("due_shard", ["", "3"])
@pytest.mark.parametrize(
    ("kind", "status", "is_over", "found"),
    [
        ("second_look", "DRAFT", False, ["late"]),
        ("second_look", "DRAFT", True, ["look_over"]),
        ("second_look", "REVIEWING", True, ["look_over"]),
        ("second_look", "REVIEWING", False, []),  # looked at with its case
        ("dispute", "DRAFT", True, ["late"]),
        ("dispute", "REFUSED", True, []),
        ("complaint", "REFUSED", False, ["late"]),
    ],
)
def test_what_no_road_waits_for_is_looked_at_by_its_queue_where_its_case_is_not_and_its_case_is_looked_at_from_then_on(
    monkeypatch, kind, status, is_over, found, due_shard
):
    entered, retired = [], []
    monkeypatch.setattr(queues.casefile, "load", lambda id: held(status=status, due_shard=due_shard))
    monkeypatch.setattr(queues.agenda, "enter", lambda id, status: entered.append((id, status)))
    monkeypatch.setattr(queues.second_looks, "of_task", lambda case, wait: "paper")
    monkeypatch.setattr(queues.second_looks, "is_over", lambda case, paper: is_over)
    monkeypatch.setattr(queues.upkeep, "retire", retired.append)
    monkeypatch.setattr(queues, "due_or_not", lambda case, wait: iter(["late"]))
    one, seen = wait(kind, on_the_road=False), gauges.Seen()
    assert [*queues._look(one, seen)] == found
    assert entered == [("c1", status)] * (not due_shard)
    assert retired == [one] * (found == ["look_over"]) and (seen.oldest[kind] > 0) is (found == ["late"])


def test_a_queue_is_gone_through_to_its_last_page(monkeypatch):
    pages = {None: (["a", "b"], "2"), "2": ([], "3"), "3": (["c"], None)}
    monkeypatch.setattr(queues.lanes, "queue", lambda centre, kind, cursor: pages[cursor])
    assert [*queues._waiting("620100", "dispute")] == ["a", "b", "c"]


@pytest.mark.parametrize(("time", "kept"), [(99, ["a", "b"]), (3, ["a"]), (1, []), (0, [])])
def test_figures_of_a_queue_that_was_not_read_to_its_end_are_not_kept(monkeypatch, time, kept):
    left, put = [time], []

    def goes_on():
        left[0] -= 1
        return left[0] >= 0

    monkeypatch.setattr(figures.policy, "centres", lambda: {"a": "", "b": "", "fresh": ""})
    monkeypatch.setattr(figures.kept, "counted_at", lambda centres: {"fresh": NOW})
    monkeypatch.setattr(figures, "_every", lambda centre, goes_on: [goes_on()])
    monkeypatch.setattr(figures.figures, "counted", lambda every: SimpleNamespace(every=every))
    monkeypatch.setattr(figures.kept, "put", lambda centre, counted: put.append(centre))
    assert [*figures.counted(goes_on)] == [] and put == kept
