"""告知承诺: what rests on a party's word is asked of shared data once more before money goes; found untrue, nothing is paid and a person decides."""

from dataclasses import asdict, fields, replace
from typing import get_args

import pytest

from chalicelib import clock
from chalicelib.agencies import civil_affairs, seal
from chalicelib.agencies.civil_affairs.answers import meaning
from chalicelib.api.committed import shown as shown_to_parties
from chalicelib.casework import answers, commitments, papers, payable
from chalicelib.casework.actor import Actor
from chalicelib.casework.timeline import lines
from chalicelib.domain.form.codes import SINGLE_STATUS
from chalicelib.errors import AgencyUnavailable, Contended, PreconditionFailed
from chalicelib.records import casefile, tasks
from chalicelib.records.casefile import CaseFile
from chalicelib.records.changes import Name
from chalicelib.records.commitments import Commitment
from chalicelib.records.contents import Paper
from chalicelib.records.statements import Procedure, Ruling
from chalicelib.steps import mortgage, sign
from chalicelib.sweep import procedures
from tests.given.answers import finding
from tests.given.case import put, waiting
from tests.steps.conftest import event, pay_out

MADE = Commitment(
    "2026-11-27T01:00:00.000Z", "depositor:person_1", "person_1", "v1", "本人承诺目前没有配偶", {"channel": "test"}
)
MARRIED = {
    "op_type": "IA",
    "op_date": "2026-12-01",
    "cert_num_man": "620102199107090515",
    "cert_num_woman": "620102199203150048",
}
UNCLEAR = [{**MARRIED, "op_type": kind} for kind in ("IA", "IB")]  # which of the two was first nothing tells


@pytest.fixture
def committed(ready, bank, monkeypatch):
    """A loan that waits for its pay-out and rests on the borrower's word to be single; what the register says today."""
    says: list[dict[str, str]] = []

    def marriage(application, purpose):
        if says == ["down"]:
            raise AgencyUnavailable("civil_affairs")
        return meaning(application, says)

    monkeypatch.setattr(civil_affairs, "marriage", marriage)
    case = ready()
    kept = case.as_sealed
    people = [{**kept["people"][0], "marital": "10"}]
    put("c1", application={**kept, "people": people, "commitments": [SINGLE_STATUS]}, parties={"borrower": "person_1"})
    put("c1", commitments={SINGLE_STATUS: MADE})
    answered()
    return says


def answered():
    """The register was silent, and the home's account is filed."""
    single = {"basis": "commitment", "status": "single_committed", "spouse_key": None}
    silent = finding("marriage", "borrower", code="MARRIAGE_SINGLE_COMMITTED", **single)
    paid_to = casefile.load("c1").application.home.seller.number
    put("c1", findings=[silent, finding("property", "home", regulated_account=paid_to)])


def stopped():
    with pytest.raises(PreconditionFailed) as stop:
        pay_out()
    return stop.value.codes


def found_untrue():
    return [line for line in lines(casefile.load("c1")) if line.code == "COMMITMENT_FOUND_UNTRUE"]


def test_a_word_shared_data_do_not_contradict_is_paid_on(committed):
    assert pay_out() == "paid" and found_untrue() == []


def test_one_they_contradict_pays_nobody_and_is_kept_once_however_often_the_step_runs(committed, bank):
    committed.append(MARRIED)
    assert stopped() == stopped() == (commitments.STOP,) and bank.orders == 0
    case = casefile.load("c1")
    assert (case.commitments[SINGLE_STATUS].found_by, len(found_untrue())) == (commitments.REGISTER, 1)
    committed.clear()  # put right there
    assert pay_out() == "paid"


def test_while_they_cannot_be_asked_nothing_is_paid(committed, bank):
    committed.append("down")
    with pytest.raises(AgencyUnavailable):
        pay_out()
    assert bank.orders == 0


def test_what_staff_have_found_untrue_is_neither_signed_nor_paid_until_another_person_finds_otherwise(
    committed, bank, monkeypatch
):
    monkeypatch.setattr(tasks.road, "tell", lambda told: None)
    commitments.find_untrue(casefile.load("c1"), SINGLE_STATUS, "另案材料载明已婚", Actor("r1", "person_r1"))
    assert stopped() == (commitments.STOP,)
    assert commitments.has_found(casefile.load("c1"), Actor("another-login", "person_r1"))
    assert not commitments.has_found(casefile.load("c1"), Actor("r1", "person_r2")), "the person, not the login"
    committed.append(MARRIED)
    assert commitments.lacking(casefile.load("c1"), None) == (commitments.STOP,)
    assert casefile.load("c1").commitments[SINGLE_STATUS].finder == "person_r1", (
        "nor does the register take it from them"
    )
    committed.clear()
    put("c1", mortgage=None)
    with pytest.raises(PreconditionFailed):
        mortgage.handle(event("Mortgage", token="t", visit="2026-11-27T01:00:00.000Z"))
    assert casefile.load("c1").mortgage is None, "nor is anything registered on it"
    put("c1", contract=None)
    with pytest.raises(PreconditionFailed):
        sign.handle(event("Sign", token="t"))
    stuck = waiting("c1", "attend", "ATTENDING", details={"step": "Disburse", "error": "", "codes": [commitments.STOP]})
    case = casefile.load("c1")
    commitments.clear(case, SINGLE_STATUS, "同名同姓，并非本人", Actor("s1", "person_s1"))
    assert tasks.get(stuck).outcome == {"next": "retry"} and not commitments.is_untrue(casefile.load("c1"))
    with pytest.raises(Contended):
        commitments.clear(case, SINGLE_STATUS, "再说一次", Actor("s2", "person_s2"))


def meanwhile(monkeypatch, module, name, act):
    """Something is written while a step looks at the case."""
    look = getattr(module, name)

    def slow(*args, **named):
        seen = look(*args, **named)
        act()
        return seen

    monkeypatch.setattr(module, name, slow)


def test_what_staff_find_untrue_while_it_is_looked_at_sends_no_order(committed, bank, monkeypatch):
    said = (SINGLE_STATUS, "另案材料载明已婚", Actor("r1", "person_r1"))
    meanwhile(monkeypatch, payable, "amount_to_pay", lambda: commitments.find_untrue(casefile.load("c1"), *said))
    with pytest.raises(Contended):
        pay_out()
    assert bank.orders == 0 and casefile.load("c1").payment is None


def test_nothing_is_found_untrue_that_was_paid_on_or_has_ended_meanwhile(committed, bank):
    case, said = casefile.load("c1"), (SINGLE_STATUS, "另案材料载明已婚", Actor("r1", "person_r1"))
    assert pay_out() == "paid"
    with pytest.raises(Contended):
        commitments.find_untrue(case, *said)
    case = casefile.load("c1")
    put("c1", status="CANCELLED")
    with pytest.raises(Contended):
        commitments.find_untrue(case, *said)
    assert found_untrue() == []


def test_what_staff_find_untrue_while_it_is_sealed_draws_no_contract_up(committed, platform, monkeypatch):
    put("c1", status="REVIEWING", contract=None, mortgage=None)
    monkeypatch.setattr(papers, "made_together", lambda case, values: [Paper(name, "k", "s") for name in values])
    monkeypatch.setattr(seal, "apply", lambda *_: seal.Seal("s", "c", "at"))
    said = (SINGLE_STATUS, "另案材料载明已婚", Actor("r1", "person_r1"))
    meanwhile(monkeypatch, seal, "apply", lambda: commitments.find_untrue(casefile.load("c1"), *said))
    with pytest.raises(Contended):
        sign.handle(event("Sign", token="t"))
    assert casefile.load("c1").contract is None
    assert "contract#" not in str(platform.items("registers")), "nor is there a number for the bank"
    with pytest.raises(PreconditionFailed):
        sign.handle(event("Sign", token="t"))


@pytest.mark.parametrize(
    "meant",
    [
        {"procedures": {"appraisal.1": Procedure("appraisal", "2026-11-23T00:00:00.000Z", "r1", "person_r1", "2027-01-01T00:00:00Z", "")}},
        {"reviews": [{"task": "second_review", "level": "second_review", "decision": "send_back"}]},
    ],
    ids=lambda one: [*one][0],
)  # fmt: skip
def test_what_staff_say_while_a_contract_is_sealed_is_not_overtaken_by_it(committed, monkeypatch, meant):
    put("c1", status="REVIEWING", contract=None, mortgage=None)
    monkeypatch.setattr(papers, "made_together", lambda case, values: [Paper(name, "k", "s") for name in values])
    monkeypatch.setattr(seal, "apply", lambda *_: seal.Seal("s", "c", "at"))
    meanwhile(monkeypatch, seal, "apply", lambda: put("c1", **meant))
    with pytest.raises(Contended):
        sign.handle(event("Sign", token="t"))
    assert casefile.load("c1").contract is None


def test_found_untrue_before_there_is_a_wait_the_step_stops_and_goes_on_under_the_same_wait(committed, monkeypatch):
    monkeypatch.setattr(sign, "tell", lambda *_, **__: None)
    monkeypatch.setattr(sign.webhooks, "send", lambda *_: None)
    contract = {
        "number": "JK6201002026112300001",
        "bank": "B01",
        "key": "k",
        "sha256": "s",
        "due_at": "2027-01-01T00:00:00Z",
    }
    unsigned = {"borrower": "person_1", "co_owner_1": "person_9"}
    put("c1", status="SIGNING", mortgage=None, contract=contract, parties=unsigned)
    said = (SINGLE_STATUS, "另案材料载明已婚", Actor("r1", "person_r1"))
    with monkeypatch.context() as patched:
        meanwhile(patched, tasks, "open_task", lambda: commitments.find_untrue(casefile.load("c1"), *said))
        for token in ("t1", "t2"):
            with pytest.raises(PreconditionFailed):
                sign.handle(event("Sign", token=token))
    assert tasks.find("c1", "sign").is_open and casefile.load("c1").stopped.codes == [commitments.STOP]
    failed = []
    monkeypatch.setattr(tasks.road, "tell", lambda item: failed.append(item["outcome"]["S"]))
    assert [*procedures.committed(casefile.load("c1"), tasks.of_case("c1"))] == ["signing_held_up"] and failed
    commitments.clear(casefile.load("c1"), SINGLE_STATUS, "并非本人", Actor("s1", "person_s1"))
    assert sign.handle(event("Sign", token="t3")) == {"next": "waiting"} and tasks.find("c1", "sign").is_open
    assert [*procedures.committed(casefile.load("c1"), tasks.of_case("c1"))] == []


def test_an_order_is_written_down_only_while_all_that_was_looked_at_is_as_it_was_read(committed, bank, monkeypatch):
    seen, read = set(), CaseFile.__getattribute__
    with monkeypatch.context() as patched:
        patched.setattr(CaseFile, "__getattribute__", lambda case, name: (seen.add(name), read(case, name))[1])
        case = casefile.load("c1")
        seen.clear()
        payable.amount_to_pay(case)
    looked_at = seen & {one.name for one in fields(CaseFile)} | seen & {*get_args(Name)}
    of_its_form = {"parties", "unit", "guards"}  # written with the application alone
    never_changed = {"id", "key", "centre", "number", "received_on", "accepted_on"}
    in_parts = {"large", "answers"}
    of_the_pay_out = {
        "title_seen",
        "filing_seen",
    }  # what it stopped for, which it alone writes; who looked is in the rulings
    assert looked_at - of_its_form - never_changed - in_parts - of_the_pay_out <= {*payable.RESTS_ON}
    for name in ("application", "decision", "findings", "rulings", "tolerances"):
        assert name in payable.RESTS_ON

    def ruled():
        put("c1", rulings={"paper.b03": asdict(Ruling("contradicted", "q", "r1", clock.stamp()))})

    meanwhile(monkeypatch, payable, "amount_to_pay", ruled)
    with pytest.raises(Contended):
        pay_out()
    assert bank.orders == 0


def test_what_staff_find_after_the_register_stands_when_the_register_is_silent_again(committed, bank):
    committed.append(MARRIED)
    stopped()
    commitments.find_untrue(casefile.load("c1"), SINGLE_STATUS, "户口簿载明已婚", Actor("r1", "person_r1"))
    committed.clear()
    assert stopped() == (commitments.STOP,) and bank.orders == 0
    commitments.clear(casefile.load("c1"), SINGLE_STATUS, "户口簿登记有误", Actor("s1", "person_s1"))
    committed.append(MARRIED)
    assert stopped() == (commitments.STOP,), "that the register was wrong nobody has said"


def test_nobodys_word_stands_against_what_the_register_tells_on_the_day_also_one_an_earlier_release_took(
    committed, bank
):
    committed.append(MARRIED)
    assert stopped() == (commitments.STOP,)
    commitments.clear(casefile.load("c1"), SINGLE_STATUS, "同名同姓，并非本人", Actor("s1", "person_s1"))
    assert stopped() == (commitments.STOP,) and casefile.load("c1").commitments[SINGLE_STATUS].is_untrue
    committed[:] = UNCLEAR
    assert stopped() == (commitments.UNCLEAR,) and bank.orders == 0
    committed.clear()
    assert pay_out() == "paid", "it was put right there"


def test_a_register_that_is_not_clear_pays_nobody_and_is_told_as_that_and_as_nothing_untrue(committed, bank):
    committed[:] = UNCLEAR
    assert stopped() == stopped() == (commitments.UNCLEAR,) and bank.orders == 0 and found_untrue() == []
    case = casefile.load("c1")
    (shown,) = shown_to_parties(case)
    assert (shown["state"], shown["untrue_at"]) == ("unclear", None)
    assert [line.code for line in lines(case)][-1] == "COMMITMENT_DOUBTED"


def test_what_the_register_does_not_tell_a_person_finds_out_and_for_nothing_it_tells_later(committed, bank):
    committed[:] = UNCLEAR
    assert stopped() == (commitments.UNCLEAR,)
    commitments.clear(casefile.load("c1"), SINGLE_STATUS, "离婚登记在后", Actor("s1", "person_s1"))
    committed[:] = [MARRIED]
    assert stopped() == (commitments.STOP,)
    assert not commitments.may_be_cleared(casefile.load("c1").commitments[SINGLE_STATUS])
    committed[:] = UNCLEAR
    assert stopped() == (commitments.UNCLEAR,) and bank.orders == 0, "said of another answer"
    assert commitments.may_be_cleared(casefile.load("c1").commitments[SINGLE_STATUS])
    commitments.clear(casefile.load("c1"), SINGLE_STATUS, "离婚登记在后", Actor("s1", "person_s1"))
    assert pay_out() == "paid"


def test_a_marriage_told_beside_what_a_person_found_out_pays_nobody_and_nobody_finds_otherwise(committed, bank):
    committed[:] = UNCLEAR
    stopped()
    commitments.clear(casefile.load("c1"), SINGLE_STATUS, "离婚登记在后", Actor("s1", "person_s1"))
    committed.append({**MARRIED, "op_date": "2026-12-03"})
    assert stopped() == (commitments.STOP,) and bank.orders == 0
    assert not commitments.may_be_cleared(casefile.load("c1").commitments[SINGLE_STATUS])
    committed[2:] = [{**UNCLEAR[1], "op_date": "2026-12-04"}, {**UNCLEAR[0], "op_date": "2026-12-04"}]
    assert stopped() == (commitments.UNCLEAR,), "of other records nobody has found it"


def test_that_it_says_married_of_who_says_widowed_is_nothing_a_person_finds_otherwise(committed):
    kept = casefile.load("c1").as_sealed
    put("c1", application={**kept, "people": [{**kept["people"][0], "marital": "30"}]})
    answered()
    committed[:] = [MARRIED]
    assert stopped() == (commitments.UNCLEAR,)
    assert not commitments.may_be_cleared(casefile.load("c1").commitments[SINGLE_STATUS])


def test_one_taken_back_is_shown_as_that_and_nothing_is_found_of_it(committed):
    case = casefile.load("c1")
    assert commitments.may_be_looked_into(case, SINGLE_STATUS)
    put("c1", application={**case.as_sealed, "commitments": []})
    case = casefile.load("c1")
    assert [one["state"] for one in shown_to_parties(case)] == ["taken_back"]
    assert not commitments.may_be_looked_into(case, SINGLE_STATUS)


def test_of_an_order_that_did_not_go_out_something_may_be_found_untrue_still(committed, bank):
    order = {"serial": "JK6201002026112300001P1", "status": "withheld", "amount": "500000.00"}
    put("c1", payment=order, status="DISBURSING")
    assert commitments.may_be_looked_into(casefile.load("c1"), SINGLE_STATUS)
    commitments.find_untrue(casefile.load("c1"), SINGLE_STATUS, "户口簿载明已婚", Actor("r1", "person_r1"))
    assert stopped() == (commitments.STOP,) and bank.orders == 0
    put("c1", payment={**order, "status": "ordered"})
    assert not commitments.may_be_looked_into(casefile.load("c1"), SINGLE_STATUS)


def test_a_word_of_an_earlier_releases_form_is_looked_at_too(committed):
    put("c1", commitments={})
    committed.append(MARRIED)
    assert stopped() == stopped() == (commitments.STOP,) and len(found_untrue()) == 1
    committed.clear()
    commitments.find_untrue(casefile.load("c1"), SINGLE_STATUS, "户口簿载明已婚", Actor("r1", "person_r1"))
    assert stopped() == (commitments.STOP,)


def test_a_word_is_not_asked_about_where_a_person_has_ruled_that_it_holds(committed, monkeypatch):
    (silent,) = answers.known_of(case := casefile.load("c1"), "marriage")
    assert commitments.relied_on(case) == [SINGLE_STATUS]
    monkeypatch.setattr(commitments, "known", lambda _: [replace(silent, by="staff:r1")])
    assert commitments.relied_on(case) == []


def test_what_nobody_committed_to_is_asked_of_nobody(ready, bank, monkeypatch):
    ready()
    monkeypatch.setattr(civil_affairs, "marriage", lambda *_: pytest.fail("asked"))
    assert (
        commitments.relied_on(casefile.load("c1")) == [] and payable.amount_to_pay(casefile.load("c1")) == "500000.00"
    )
