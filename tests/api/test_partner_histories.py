"""Random histories of a loan from its contract on: parties, its bank, the registry, the clock and a road that lags behind them all, in any order,
twice, too late and against each other. There are never two results, no word is lost that contradicts another, nothing gone comes back."""

import json
from datetime import timedelta
from itertools import count
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from chalicelib import clock
from chalicelib.casework import payout
from chalicelib.casework.timeline import lines
from chalicelib.domain.status import ENDED
from chalicelib.records import acceptance, casefile, tasks
from chalicelib.trust.index import reference
from tests.given import case as given_case
from tests.given.case import CONTRACT
from tests.given.case import SIGNED as AGREED
from tests.given.form import BORROWER, SPOUSE, form
from tests.given.odds import odds

IDS = count(1)
PEOPLE = {"borrower": BORROWER, "spouse": SPOUSE}
CERTIFICATES = {"DONE": "甘(2026)0000001号", "DONE otherwise": "甘(2026)0000002号"}
SIGN = st.tuples(st.sampled_from(("borrower", "spouse")), st.just("sign"))
PARTIES = st.sampled_from([("borrower", "decline"), ("borrower", "withdraw"), ("spouse", "decline")])
BANK = st.tuples(
    st.just("bank"),
    st.sampled_from(("contract.signed", "contract.signed", "contract.declined", "payment.settled", "payment.settled", "payment.failed", "foreign")),
    st.sampled_from(("1", "2")),
)  # fmt: skip
REGISTRY = st.tuples(st.just("registry"), st.sampled_from(("DONE", "DONE", "REJECTED", "DONE otherwise")))
GOES = st.just(("road", "goes on"))
PASSES = st.tuples(st.just("clock"), st.sampled_from(("5", "100")))
DUE = st.just(("whoever is due", "does it"))
# Most of what happens is what should: else no history would come far.
ACTS = odds((12, DUE), (3, SIGN), (4, BANK), (2, REGISTRY), (3, GOES), (1, PARTIES), (2, PASSES))


class Road:
    """A case with a contract to sign, and a road that does what it was told, once, when it comes to it."""

    # What follows from its word; whatever is not here ends it.
    WAY: ClassVar = {("sign", "signed"): "mortgage", ("mortgage", "registered"): "pay"}

    def __init__(self, asked, now) -> None:
        self.api, self.login, self.from_bank, self.from_registry = asked
        self.now, place = now, next(IDS)
        self.id, self.number = f"{place:032x}", f"JK62010020261123{place:06d}"
        self.told, self.ahead, self.results, self.said, self.sessions = set(), [], [], set(), {}
        self.outcomes, self.gone = {}, set()
        references = {key: reference("person", number) for key, number in PEOPLE.items()}
        decision = {"approved": True, "route": "C", "amount": "600000.00", "months": 240, "reasons": [], "rate": "2.60"}
        given_case.submitted(form(), id=self.id, status="REVIEWING", decision=decision)
        of_people = {who: key for key, who in references.items()}
        given_case.put(self.id, applicant=references["borrower"], people=of_people, parties=references)
        acceptance.register(f"contract#{self.number}", case=self.id)
        given_case.happened(self.id, "CONTRACT_READY")
        given_case.waiting(self.id, "sign", "SIGNING", contract={**CONTRACT, "number": self.number})

    @property
    def case(self):
        return casefile.load(self.id)

    def hears(self, item) -> None:
        """The road is told of a wait, and does not go on at once."""
        task = tasks.get(item["id"]["S"])
        if task.case == self.id and task.on_the_road and task.id not in self.told:
            self.told.add(task.id)
            outcome = {} if task.state == "interrupted" else json.loads(item["outcome"]["S"])
            self.ahead.append((task.kind, outcome.get("next", "withdrawn")))

    def goes_on(self) -> None:
        """What a step does next, by the record and not by what it remembers."""
        case = self.case
        if self.ahead:
            kind, word = self.ahead.pop(0)
            if case.ended:
                return
            match "leave" if case.withdrawal or case.is_leaving else self.WAY.get((kind, word), "leave"):
                case "mortgage":
                    filed = {"apply_biz_id": f"{self.number}M1", "attempt": 1, "status": "PENDING"}
                    acceptance.register(f"mortgage#{filed['apply_biz_id']}", case=self.id)
                    given_case.happened(self.id, "MORTGAGE_FILED")
                    given_case.waiting(self.id, "mortgage", "REGISTERING", mortgage=filed)
                case "pay":
                    order = {"serial": f"{self.number}P1", "status": "ordered", "amount": "600000.00", "rate": "2.60"}
                    given_case.happened(self.id, "PAYMENT_ORDERED")
                    given_case.put(self.id, status="DISBURSING", payment={**order, "on": clock.today().isoformat()})
                case "leave":
                    self._leaves("WITHDRAWN" if case.withdrawal else "CANCELLED")
        elif case.payment and not case.ended:
            heard = {"paid": "paid", "failed": "failed"}.get(case.payment.status) or payout.heard(case)
            if heard:
                self._leaves("DISBURSED" if heard == "paid" else "CANCELLED")

    def _leaves(self, status) -> None:
        """Undoes what was done outside, and ends."""
        case = self.case
        if status != "DISBURSED":
            assert case.payment is None or case.payment.status == "failed", (
                "nobody leaves over money that may have gone"
            )
            if case.mortgage and case.mortgage.status in ("PENDING", "DONE"):
                given_case.put(self.id, mortgage={"apply_biz_id": case.mortgage.apply_biz_id, "status": "DISCHARGED", "certificate_number": case.mortgage.certificate_number})  # fmt: skip
        given_case.happened(self.id, f"ENDED_{status}")
        given_case.put(self.id, status=status, ended_at=clock.stamp())
        tasks.interrupt(self.id)
        self.results.append(status)

    def due(self):
        """What comes next where all goes well."""
        case = self.case
        unsigned = [who for who in (*PEOPLE, "bank") if who not in case.signatures]
        if case.status == "SIGNING" and unsigned and not self.ahead:
            return ("bank", "contract.signed", "1") if unsigned == ["bank"] else (unsigned[0], "sign")
        if case.status == "REGISTERING" and not self.ahead:
            return "registry", "DONE"
        if case.status == "DISBURSING" and not payout.heard(case):
            return "bank", "payment.settled", "1"
        return "road", "goes on"

    def does(self, who, verb, *more) -> None:
        if (who, verb) == ("whoever is due", "does it"):
            who, verb, *more = self.due()
        before, lines_before = self.case, len(lines(self.case))
        match who:
            case "clock":
                self.now[0] += timedelta(hours=int(verb))
                return
            case "road":
                self.goes_on()
                return
            case "bank":
                reply = self._bank_says(verb, *more)
            case "registry":
                reply = self._registry_says(verb)
            case _:
                reply = self._party_does(who, verb)
        assert reply.status < 500, (who, verb, reply.body)
        after = self.case
        if reply.status >= 400:
            assert facts(after) == facts(before), "what is refused changes nothing"
        elif facts(after) != facts(before):
            assert len(lines(after)) > lines_before, "the timeline explains what has changed"
        if reply.status == 200:
            self.said.add((who, verb))

    def _bank_says(self, type, event):
        data = {"contract_number": self.number}
        if type == "contract.signed":
            data |= {"sha256": CONTRACT["sha256"], "signed_at": "2026-11-23T10:00:00Z"}
        elif type != "contract.declined":
            data = {"serial": f"{self.number}P{9 if type == 'foreign' else 1}"}
        named = "payment.settled" if type == "foreign" else type
        return self.from_bank(named, data, id=f"{self.id}-{type}-{event}")

    def _registry_says(self, verb):
        word = {"apply_biz_id": f"{self.number}M1", "biz_status": verb.partition(" ")[0], "registered_at": "2026-11-23"}
        return self.from_registry(
            {**word, **({"certificate_number": CERTIFICATES[verb]} if verb in CERTIFICATES else {})}
        )

    def _party_does(self, who, verb):
        if (who, self.now[0]) not in self.sessions:
            self.sessions[who, self.now[0]] = self.login("depositor", PEOPLE[who])
        body = {"sign": AGREED, "decline": {"decline": True}, "withdraw": {}}[verb]
        act = "withdraw" if verb == "withdraw" else "signatures"
        return self.api("POST", f"/v1/applications/{self.id}/{act}", body, self.sessions[who, self.now[0]])

    def holds(self) -> None:
        """What is true after whatever has happened."""
        case, waits = self.case, tasks.of_case(self.id)
        disputed = {
            json.dumps(dict(one.details), sort_keys=True) for one in waits if one.kind == "dispute" and one.is_open
        }
        assert len(self.results) <= 1, "never two results"
        on_road = [one for one in waits if one.on_the_road and one.is_open]
        if case.ended:
            assert case.status in ENDED and self.results == [case.status] and not on_road
            paid = case.payment is not None and case.payment.status == "paid"
            assert paid == (case.status == "DISBURSED") or (paid and disputed), "no pay-out without a loan"
            if case.status != "DISBURSED" and case.mortgage and case.mortgage.status == "DONE":
                assert disputed, "no mortgage without a loan"
        else:
            assert on_road or self.ahead or case.payment, "it waits for somebody, or its road has something to do"
            assert len(on_road) <= 1
        for wait in waits:
            if wait.outcome is not None:
                assert self.outcomes.setdefault(wait.id, wait.outcome) == wait.outcome, "decided once"
        self._nothing_gone_comes_back(case)
        self._no_word_is_lost(case, disputed)

    def _nothing_gone_comes_back(self, case) -> None:
        stands = {("signed", party) for party in case.signatures}
        if case.payment and case.payment.status == "paid":
            stands.add(("paid", case.payment.serial))
        if case.mortgage and case.mortgage.certificate_number:
            stands.add(("certificate", case.mortgage.certificate_number))
        assert self.gone <= stands, "what was written down stands"
        self.gone = stands

    def _no_word_is_lost(self, case, disputed) -> None:
        """What a partner said, and our record does not say, is with a person."""
        paid = case.payment is not None and case.payment.status == "paid"
        if ("bank", "payment.settled") in self.said and not paid:
            assert disputed, "money the bank says it has paid, and no person knows"
        if ("bank", "payment.settled") in self.said and ("bank", "payment.failed") in self.said and case.payment:
            assert disputed, "two words on one order, and no person knows"
        if ("bank", "foreign") in self.said:
            assert disputed, "a pay-out nobody has ordered, and no person knows"


def facts(case):
    """What of the record others' words may change."""
    return (case.status, case.payment, case.mortgage, case.contract, {*case.signatures}, case.withdrawal)


def live(asked, platform, monkeypatch, history):
    """The case as it is after that history."""
    real, now = clock.now, [timedelta()]
    platform.empty()  # else each transaction copies what all histories before have left
    with monkeypatch.context() as patch:
        patch.setattr(clock, "now", lambda: real() + now[0])
        road = Road(asked, now)
        patch.setattr(tasks.road, "tell", road.hears)
        for act in history:
            road.does(*act)
            road.holds()
        while road.ahead:
            road.goes_on()
            road.holds()
        return road.case


@pytest.fixture
def asked(api, login, from_bank, from_registry):
    return api, login, from_bank, from_registry


ON = ("road", "goes on")
REGISTERING = [("borrower", "sign"), ("spouse", "sign"), ("bank", "contract.signed", "1"), ON]


@pytest.mark.parametrize(
    ("history", "told"),
    [
        ([("registry", "DONE"), ON, ("bank", "payment.settled", "1"), ON], ["MORTGAGE_REGISTERED", "PAYMENT_ORDERED", "ENDED_DISBURSED"]),
        ([("registry", "REJECTED"), ON], ["MORTGAGE_REJECTED", "ENDED_CANCELLED"]),
    ],
)  # fmt: skip
def test_the_timeline_tells_the_registry_s_last_word_on_the_way_to_either_end(
    asked, platform, monkeypatch, history, told
):
    case = live(asked, platform, monkeypatch, [*REGISTERING, *history])
    codes = [line.code for line in lines(case)]
    assert [code for code in codes if code in told] == told, codes


_QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@seed(20261127)
@settings(max_examples=10, deadline=None, database=None, suppress_health_check=_QUIET, phases=[Phase.generate])
@given(history=st.lists(ACTS, min_size=10, max_size=16))
def test_whatever_partners_and_parties_say_in_whatever_order_a_loan_has_one_end_and_no_word_is_lost(
    asked, platform, monkeypatch, history
):
    live(asked, platform, monkeypatch, history)


@pytest.mark.soak
@settings(max_examples=2000, deadline=None, database=None, suppress_health_check=_QUIET)
@given(history=st.lists(ACTS, min_size=6, max_size=40))
def test_thousands_of_long_histories_of_loans_come_to_no_other(asked, platform, monkeypatch, history):
    live(asked, platform, monkeypatch, history)
