"""What is handed out and how that is written down, on built objects. Over HTTP: tests/api/test_handing_out.py."""

from dataclasses import replace

import pytest

from chalicelib.casework import delivering, handing
from chalicelib.errors import Contended
from chalicelib.records import casefile, ledger
from chalicelib.records.casefile import CaseFile
from chalicelib.records.contents import Paper
from chalicelib.records.handouts import HandOut
from chalicelib.records.statements import Delivery
from tests.given.case import held

PARTIES = {"borrower": "p1", "spouse": "p2"}
COMMON, HERS, OLD = (
    Paper("voucher.pdf", "k", "5" * 64),
    Paper("refused-spouse.pdf", "k", "6" * 64, "spouse"),
    Paper("receipt.pdf", "k", "7" * 64, replaced=True),
)
CONTRACT = Paper("contract.pdf", "k", "8" * 64)
HIS_COPY = HandOut("h1", "borrower", "p1", "window", "2026-11-23T02:00:00.000Z", [COMMON.sha256], by="c1", agent="p9")
HER_COPY = HandOut("h2", "spouse", "p2", "window", "2026-11-23T03:00:00.000Z", [COMMON.sha256, HERS.sha256])


@pytest.fixture
def amended(monkeypatch):
    """What is written of a case, on what."""
    kept = []
    monkeypatch.setattr(casefile, "amend", lambda case, *, expect, **changes: kept.append((expect, changes)))
    return kept


@pytest.fixture
def entered(monkeypatch):
    """What stands in the ledger."""
    kept = []
    monkeypatch.setattr(ledger, "append", lambda id, entry: kept.append(entry))
    monkeypatch.setattr(ledger, "entries", lambda id: kept)
    return kept


def of(*handed, listed="620100", status="REFUSED", **more):
    results = [COMMON, HERS, OLD]
    return held(parties=PARTIES, results=results, handed=handed, handing=listed, status=status, **more)


def test_a_party_is_handed_what_is_theirs_and_stands_and_they_have_not_been_handed_themselves():
    assert handing.of(of(), "spouse") == [COMMON, HERS] and handing.of(of(), "borrower") == [COMMON]
    assert handing.new_to(of(HIS_COPY), "spouse") == [COMMON, HERS] and handing.new_to(of(HIS_COPY), "borrower") == []
    whole = held(parties={**PARTIES, "co_owner_1": "p3"}, results=[COMMON, HERS, OLD, CONTRACT])
    assert handing.of(whole, "co_owner_1") == [CONTRACT] == handing.of(whole, "borrower")[1:], "who owns it alone"
    online = replace(HIS_COPY, how="page")
    on_paper = of(online, deliveries={"borrower": Delivery(is_electronic=False, at="", party="p1", by="")})
    assert handing.owed(on_paper, "borrower") == [COMMON] and handing.new_to(on_paper, "borrower") == []
    assert handing.owed(of(online), "borrower") == []


@pytest.mark.parametrize(
    ("before", "listed", "handed", "leaves"),
    [
        ([HIS_COPY], "620100", HER_COPY, True),
        ([HIS_COPY], "", HER_COPY, False),  # it is in no list
        ([], "620100", HER_COPY, False),  # he has not got his
        ([HIS_COPY], "620100", replace(HER_COPY, papers=[COMMON.sha256]), False),
    ],
)
def test_a_case_leaves_the_list_with_the_last_paper_only_as_it_was_read(amended, before, listed, handed, leaves):
    case = of(*before, listed=listed)
    handing.record(case, handed, {"hands": {"person_c1": "window"}})
    ((expect, changes),) = amended
    assert changes["handed"] == [*before, handed] and changes["hands"] == {"person_c1": "window"}
    assert ("handing" in changes) is leaves and changes.get("handing", "") == ""
    if leaves:
        assert {*expect.unchanged} == {"handed", "results", "deliveries", "people"} and [*expect.status] == ["REFUSED"]
    else:
        assert (expect.unchanged, [*expect.status]) == (("handed",), []), "what comes meanwhile stops nobody"


def test_what_was_handed_out_is_written_though_the_case_stays_listed_for_what_came_meanwhile(monkeypatch):
    written = []

    def amend(case, *, expect, **changes):
        if "handing" in changes:
            raise Contended(case.id)
        written.append(changes)

    monkeypatch.setattr(casefile, "amend", amend)
    handing.record(of(HIS_COPY), HER_COPY)
    assert written == [{"handed": [HIS_COPY, HER_COPY]}]


def test_what_was_handed_out_stands_in_the_ledger_once_with_who_came_and_who_gave_it(entered):
    for case in (of(), of(HIS_COPY), of(HIS_COPY)):
        handing.note(case, HIS_COPY, person="person_c1")
    handing.note(of(HIS_COPY), replace(HIS_COPY, id="h9"))
    assert [one["handout"] for one in entered] == ["h1", "h9"]
    assert entered[0] == {
        "kind": "results", "handout": "h1", "subject": "borrower", "party": "p1", "how": "window", "papers": [COMMON.sha256],
        "operator": "c1", "agent": "p9", "tracking": "", "person": "person_c1",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("before", "key", "paper", "entries", "handed"),
    [
        ([], "spouse", HERS, 1, ["page"]),
        ([HER_COPY], "spouse", HERS, 1, None),  # it stands in the ledger each time
        ([HIS_COPY], "spouse", COMMON, 1, ["window", "page"]),  # that another has it is not that she has
        ([], "borrower", HERS, 0, None),
    ],
)
def test_a_paper_is_opened_by_whose_it_is_alone_and_handed_to_them_the_first_time(
    amended, entered, before, key, paper, entries, handed
):
    handing.by_page(of(*before), key, PARTIES[key], paper)
    assert len(entered) == entries
    assert [[one.how for one in changes["handed"]] for _, changes in amended] == ([handed] if handed else [])


@pytest.mark.parametrize(
    ("case", "leaves"),
    [(of(HIS_COPY, HER_COPY), True), (of(HIS_COPY), False), (of(HIS_COPY, HER_COPY, listed=""), False)],
)
def test_what_a_race_has_left_in_the_list_leaves_it_once_all_is_handed_out(amended, case, leaves):
    assert handing.in_step(case) is leaves
    assert [changes for _, changes in amended] == ([{"handing": ""}] if leaves else [])


BY_TICK, BY_WORD = {"declarations": ["E_DELIVERY"]}, Delivery(is_electronic=False, at="", party="p1", by="")


@pytest.mark.parametrize(
    ("ticked", "before", "said", "is_own", "then"),
    [
        (True, None, None, True, True),
        (True, None, None, False, False),  # what anybody else hands in agrees to nothing
        (False, None, None, True, None),
        (False, None, None, False, None),
        (True, None, BY_WORD, True, None),  # a draft came to its tick before or after they said otherwise
        (True, True, None, True, None),  # as it was
        (False, True, None, True, False),
        (False, True, None, False, None),  # nor does anybody else take it back
        (True, False, BY_WORD, True, True),
        (True, False, BY_WORD, False, None),
    ],
)
def test_a_tick_for_electronic_delivery_is_the_borrowers_own_and_takes_back_nothing_said_otherwise(
    monkeypatch, ticked, before, said, is_own, then
):
    monkeypatch.setattr(CaseFile, "is_submitted", before is not None)
    monkeypatch.setattr(CaseFile, "form_handed_in", BY_TICK if before else {})
    case = held(applicant="p1", deliveries={"borrower": said} if said else {})
    changes = delivering.by_form(case, BY_TICK if ticked else {}, "depositor:p1", {"session": "s"}, is_own=is_own)
    if then is None:
        assert changes == {}
    else:
        one = changes["deliveries"]["borrower"]
        assert (one.is_electronic, one.party, one.by, one.how) == (then, "p1", "depositor:p1", {"session": "s"})


@pytest.mark.parametrize("status", ["REVIEWING", "REFUSED"])
@pytest.mark.parametrize(
    ("said", "electronic", "is_new"),
    [
        (None, True, True),
        (None, False, True),  # that they want paper is their word, too
        (BY_WORD, False, False),
        (BY_WORD, True, True),
        (replace(BY_WORD, party="another"), False, True),  # of whoever was that party before
    ],
)
def test_what_a_party_chooses_stands_in_the_ledger_with_what_it_takes_the_place_of_and_then_in_the_case(
    amended, entered, status, said, electronic, is_new
):
    other = replace(BY_WORD, party="p2")
    case = held(status=status, deliveries={"spouse": other, **({"borrower": said} if said else {})})
    hand = {"hands": {"person_c1": "window"}}
    delivering.choose(case, "borrower", "p1", "depositor:p1", {"session": "s"}, hand, electronic=electronic)
    if not is_new:
        assert amended == entered == [], "the same again changes nothing"
        return
    ((expect, changes),), (entry,) = amended, entered
    assert {*expect.unchanged} == {"deliveries", "people"} and changes["hands"] == hand["hands"]
    one = changes["deliveries"]["borrower"]
    assert (one.is_electronic, one.party, changes["deliveries"]["spouse"]) == (electronic, "p1", other)
    assert ("package" in changes) is (status == "REFUSED"), "a package there is lacks it"
    assert (entry["subject"], entry["party"], entry["asked_by"]) == ("borrower", "p1", "depositor:p1")
    assert entry["electronic"] is electronic and entry.get("before", {}).get("party") == (said and said.party)


def test_what_an_agent_hands_in_and_what_was_said_before_is_nobodys_act_now(entered):
    by_agent = replace(BY_WORD, how={"agent": "p9"})
    case = held(deliveries={"spouse": BY_WORD})
    delivering.note(case, {"deliveries": {"borrower": by_agent, "spouse": BY_WORD}})
    assert entered == []
    theirs = replace(BY_WORD, party="p3")
    delivering.note(case, {"deliveries": {"borrower": by_agent, "spouse": BY_WORD, "co_borrower_1": theirs}})
    assert [one["subject"] for one in entered] == ["co_borrower_1"], "and what somebody says beside it is theirs"


@pytest.mark.parametrize(
    ("key", "who", "said", "is_electronic"),
    [
        ("spouse", "p2", replace(BY_WORD, party="p2", is_electronic=True), True),
        ("spouse", "p9", replace(BY_WORD, party="p2", is_electronic=True), False),  # another under that key
        ("spouse", "p2", replace(BY_WORD, party="p2"), False),
        ("spouse", "p2", None, False),
        ("borrower", "p1", None, True),  # of an earlier release: the form handed in says it
        ("borrower", "p1", BY_WORD, False),
    ],
)
def test_papers_reach_a_party_electronically_where_that_very_person_has_agreed(
    monkeypatch, key, who, said, is_electronic
):
    monkeypatch.setattr(CaseFile, "is_submitted", True)
    monkeypatch.setattr(CaseFile, "form_handed_in", BY_TICK)
    assert delivering.is_electronic(held(deliveries={key: said} if said else {}), key, who) is is_electronic


@pytest.mark.parametrize(
    ("before", "in_ledger", "entries"),
    [
        ([], [], 1),
        ([HIS_COPY], [], 1),  # whoever wrote it down died before its line
        ([HIS_COPY], [HER_COPY.id], 1),
        ([HIS_COPY], [HIS_COPY.id], 0),
    ],
)
def test_a_hand_out_stands_in_the_ledger_with_whoever_collected_it_also_where_somebody_died_in_between(
    monkeypatch, before, in_ledger, entries
):
    kept = list[dict[str, object]]()
    monkeypatch.setattr(ledger, "entries", lambda id: [{"handout": one} for one in in_ledger])
    monkeypatch.setattr(ledger, "append", lambda id, entry: kept.append(entry))
    handing.note(of(*before), HIS_COPY)
    assert len(kept) == entries
    for entry in kept:
        assert (entry["handout"], entry["subject"], entry["agent"], entry["operator"]) == ("h1", "borrower", "p9", "c1")
