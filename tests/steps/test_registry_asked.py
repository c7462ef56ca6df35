"""Asking the registry for a mortgage, once and once more: each part by itself, on built cases. Late and twice: tests/steps/test_late.py."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from chalicelib.casework import commitments
from chalicelib.casework.clocks import DueTime
from chalicelib.errors import AgencyUnavailable
from chalicelib.records.loan import Mortgage
from chalicelib.steps import mortgage
from tests.given.case import wait
from tests.steps.conftest import EVENT, FOLLOWED, NOW, built

FILED = Mortgage("JKM1", "PENDING", 1, EVENT["visit"], doubts=("d1",))


def of(**values):
    return built(contract=SimpleNamespace(number="JK"), decision={"months": "240"}, **values)


@pytest.fixture
def registry(monkeypatch):
    """The registry, asked and told; what it stands at, when asked to take an application back, and what is looked at before."""

    done = SimpleNamespace(list=[], opened=wait("mortgage"), stands=None, known=None)

    def amend(case, *told, expect, **changes):
        done.list.append(("amend", [one.key for one in told], expect, changes))

    def opened(*of, **by):
        done.list.append(("open", of, by))
        return done.opened

    def by(name):
        monkeypatch.setattr(mortgage, name, lambda *of: done.list.append((name, *of[1:])))

    monkeypatch.setattr(mortgage.casefile, "amend", amend)
    monkeypatch.setattr(mortgage.tasks, "open_task", opened)
    monkeypatch.setattr(mortgage, "due", lambda case, kind: DueTime(f"due of {kind}", False))
    monkeypatch.setattr(mortgage.clock, "today", lambda: date(2026, 11, 30))
    monkeypatch.setattr(mortgage, "purpose_of", lambda case, step: step)
    monkeypatch.setattr(mortgage.acceptance, "register", lambda key, **to: done.list.append(("register", key, to)))
    monkeypatch.setattr(mortgage.registry, "discharge_mortgage", lambda *of: done.list.append(("take back", *of)) or done.stands)  # fmt: skip
    monkeypatch.setattr(mortgage.registry, "query_mortgage", lambda *of: done.list.append(("ask", *of)) or done.known)
    monkeypatch.setattr(commitments, "holds", lambda case: done.list.append(("committed", [*case.commitments])))
    for name in ("lodge", "transfer_of"):
        by(name)
    return done


def test_an_application_is_written_down_before_it_is_lodged_and_lodged_before_it_is_waited_for(registry):
    mortgage._mortgage(of(commitments={"home": "sole"}), EVENT)
    committed, settled, (_, told, expect, written), known, lodged, opened = registry.list
    assert (committed, settled) == (("committed", ["home"]), ("transfer_of",))
    made = written["mortgage"]
    assert (told, expect.unchanged, written["status"]) == (["MORTGAGE_FILED.1"], ("mortgage",), "REGISTERING")
    assert made == Mortgage("JKM1", "PENDING", 1, EVENT["visit"], "2026-11-30", "2046-11-30")
    assert known == ("register", "mortgage#JKM1", {"case": "c1"})
    assert lodged == ("lodge", made, "mortgage")
    assert opened == ("open", ("c1", "mortgage", 1, "t1"), {
        "turn": NOW, "centre": "620100", "due_at": "due of mortgage", "provisional": False, "details": {"apply_biz_id": "JKM1"},
    })  # fmt: skip


@pytest.mark.parametrize(
    ("filed", "case", "does"),
    [
        (FILED, {}, ["register", "lodge", "open"]),
        (replace(FILED, apply_biz_id="JKM7", attempt=7), {}, ["register", "lodge", "open"]),
        (replace(FILED, visit="2026-11-23T00:00:00.000Z"), {}, ["ask", "amend", "register", "lodge", "open"]),
        (Mortgage("JKM1", "DONE", 1, EVENT["visit"]), {}, ["register", "open"]),
        (Mortgage("JKM1", "NEED_MORE_MATERIAL", 1, EVENT["visit"]), {}, ["register", "open"]),
        (Mortgage("JKM1", "REJECTED", 1, "2026-11-23T00:00:00.000Z"), {}, ["amend", "register", "open"]),
        (Mortgage("JKM1", "PENDING", 1, "2026-11-25T00:00:00.000Z"), {}, []),
        (FILED, {"ended": True}, []),
        (FILED, {"events": FOLLOWED}, []),
    ],
)
def test_an_application_is_made_once_and_none_by_a_visit_that_another_has_followed(registry, filed, case, does):
    mortgage._mortgage(of(mortgage=filed, **case), EVENT)
    assert [act[0] for act in registry.list] == does
    about = {act[0]: act[1] for act in registry.list}
    assert about.get("register", f"mortgage#{filed.apply_biz_id}") == f"mortgage#{filed.apply_biz_id}"
    assert about.get("lodge", filed).apply_biz_id == filed.apply_biz_id


@pytest.mark.parametrize("status", ["DONE", "REJECTED", "CANCELLED", "NEED_MORE_MATERIAL", "PENDING", "LEFT"])
def test_what_the_registry_has_said_before_there_was_a_wait_ends_it(monkeypatch, status):
    said = []
    monkeypatch.setattr(mortgage.tasks, "answer", lambda *of: said.append(of))
    mortgage._registered(wait("mortgage"), of(mortgage=Mortgage("JKM1", status)))
    word = {"DONE": {"next": "registered"}, "NEED_MORE_MATERIAL": {"error": "MoreMaterial"}}
    outcome = word.get(status, {"next": "rejected"})
    assert said == ([] if status in ("PENDING", "LEFT") else [("c1.mortgage.1", outcome, "registry")])


@pytest.mark.parametrize("is_open", [True, False])
def test_a_wait_that_is_over_is_not_looked_at_once_more(registry, is_open):
    registry.opened = wait("mortgage", 1, "open" if is_open else "answered")
    assert (mortgage._mortgage(of(mortgage=FILED), EVENT) == "waiting") is not is_open


@pytest.mark.parametrize(
    ("stands", "is_gone"),
    [(None, True), ("REJECTED", True), ("CANCELLED", True), ("PENDING", False), ("DONE", False), ("NEED_MORE_MATERIAL", False)],
)  # fmt: skip
def test_none_is_made_for_another_that_still_stands_in_the_registrys_book(registry, stands, is_gone):
    registry.stands = stands and SimpleNamespace(status=stands)
    if is_gone:
        mortgage._take_back(of(), FILED)
    else:
        with pytest.raises(AgencyUnavailable):
            mortgage._take_back(of(), FILED)
    assert registry.list == [("take back", "JKM1", "mortgage")]


@pytest.mark.parametrize(("before", "doubts"), [(None, ()), (FILED, ("d1",))])
def test_another_application_keeps_the_disputes_that_are_open_over_the_first(registry, before, doubts):
    made = mortgage._file(of(mortgage=before), EVENT, 2)
    assert (made.apply_biz_id, made.attempt, made.visit, made.doubts) == ("JKM2", 2, EVENT["visit"], doubts)
    assert registry.list[-1][3]["mortgage"] == made


@pytest.mark.parametrize(
    ("way", "mortgages", "is_stopped"),
    [("settle_first", ["old"], True), ("settle_first", [], False), ("transfer", ["old"], False), (None, ["old"], False)],
)  # fmt: skip
def test_an_old_loan_settled_first_keeps_ours_from_the_registry_while_its_mortgage_stands(
    monkeypatch, way, mortgages, is_stopped
):
    home = SimpleNamespace(unit_number="u1")
    asked = []
    monkeypatch.setattr(mortgage, "transfer_of", lambda case: way)
    monkeypatch.setattr(mortgage, "purpose_of", lambda case, step: step)
    monkeypatch.setattr(mortgage.registry, "unit", lambda *of: asked.append(of) or SimpleNamespace(mortgages=mortgages))
    case = of(application=SimpleNamespace(home=home))
    if is_stopped:
        with pytest.raises(mortgage.PreconditionFailed) as stopped:
            mortgage._check_settled(case)
        assert [*stopped.value.codes] == ["OLD_MORTGAGE_STANDS"]
    else:
        mortgage._check_settled(case)
    assert asked == ([(home, "u1", "mortgage")] if way == "settle_first" else [])


WISH = Mortgage("JKM1", "NEED_MORE_MATERIAL", 1, "first")


@pytest.mark.parametrize(
    ("filed", "known", "is_news", "is_passed_on", "heard"),
    [
        (FILED, None, False, False, "PENDING"),  # it never reached the registry, and is handed in under its own number
        (WISH, None, False, False, "LEFT"),
        (FILED, "PENDING", False, False, "PENDING"),
        (WISH, "NEED_MORE_MATERIAL", False, True, "LEFT"),
        (WISH, "NEED_MORE_MATERIAL", False, False, "NEED_MORE_MATERIAL"),
        (WISH, "NEED_MORE_MATERIAL", True, True, "said"),
        (WISH, "DONE", False, True, "said"),
        (WISH, "PENDING", False, True, "said"),
    ],
)
def test_an_application_is_given_up_where_it_is_lost_or_its_wish_was_passed_on_and_is_the_same(
    monkeypatch, filed, known, is_news, is_passed_on, heard
):
    from chalicelib.casework import registration, supplement

    said = []
    monkeypatch.setattr(registration, "is_news", lambda case, wish: wish == "wish" and is_news)
    monkeypatch.setattr(registration, "said", lambda *of: said.append(of) or Mortgage("JKM1", "said"))
    monkeypatch.setattr(supplement, "is_passed_on", lambda case, one: one is filed and is_passed_on)
    word = known and SimpleNamespace(status=known, certificate="c", registered_at="at", reason="wish")
    case = of(mortgage=filed)
    assert mortgage._heard(case, filed, word).status == heard
    assert said == ([(case, filed, known, "c", "at", "wish")] if heard == "said" else [])


@pytest.mark.parametrize(
    ("filed", "known", "does", "then"),
    [
        (FILED, "same", ["ask", "amend"], ("JKM1", "PENDING", 1)),  # nobody has answered: its one wait
        (WISH, "same", ["ask", "amend"], ("JKM1", "NEED_MORE_MATERIAL", 2)),
        (WISH, "DONE", ["ask", "amend"], ("JKM1", "DONE", 2)),
        (FILED, "DONE", ["ask", "amend"], ("JKM1", "DONE", 1)),
        (Mortgage("JKM1", "REJECTED", 3, "first"), "DONE", ["amend"], ("JKM1", "REJECTED", 4)),  # its last word
        (WISH, "LEFT", ["ask", "amend", "ask", "take back", "amend"], ("JKM2", "PENDING", 2)),
        (Mortgage("JKM1", "LEFT", 3, "first"), "DONE", ["ask", "amend"], ("JKM1", "DONE", 4)),
        (Mortgage("JKM1", "LEFT", 3, "first"), "PENDING", ["ask", "take back", "amend"], ("JKM4", "PENDING", 4)),
    ],
)
def test_sent_once_more_an_application_goes_on_as_the_registry_stands_by_now(
    registry, monkeypatch, filed, known, does, then
):
    def heard(case, one, word):
        status = one.status if known == "same" else known
        return Mortgage(one.apply_biz_id, status, one.attempt, one.visit)

    registry.known = SimpleNamespace(status=known)
    monkeypatch.setattr(mortgage, "_heard", heard)
    monkeypatch.setattr(mortgage.casefile, "load", lambda id: of(mortgage=filed))
    made = mortgage._again(of(mortgage=filed), filed, EVENT)
    assert (made.apply_biz_id, made.status, made.attempt, made.visit) == (*then, EVENT["visit"])
    assert [act[0] for act in registry.list] == does
    writes = [act for act in registry.list if act[0] == "amend"]
    assert all(expect.unchanged == ("mortgage",) for _, _, expect, _ in writes)
    assert writes[-1][3] == {"status": "REGISTERING", "mortgage": made}
    news = {"DONE": ["MORTGAGE_REGISTERED.JKM1"], "REJECTED": []}
    assert writes[-1][1] == (news.get(made.status, []) if made.apply_biz_id == "JKM1" else [f"MORTGAGE_FILED.{made.attempt}"])  # fmt: skip
