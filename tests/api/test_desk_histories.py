"""Random histories of a desk: people with one login or two, a supervisor, the parties and the clock, in any order. Whatever they do, a case has
one holder, one result and nobody in it twice; and what is refused changes nothing."""

import json
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from chalicelib import clock
from chalicelib.casework import starting
from chalicelib.domain.status import ENDED
from chalicelib.domain.work import LEVELS, STAFF
from chalicelib.records import casefile, lanes, tasks
from chalicelib.trust.index import reference
from tests.given import case as given_case
from tests.given.form import BORROWER, form
from tests.given.odds import odds

# Login, and whose it is: two of them are one person's.
STAFFED = {"r1": "p1", "r1b": "p1", "r2": "p2", "r3": "p3", "s1": "p4", "s2": "p2"}
DECISIONS = ("approve", "refuse", "send_back", "ask")
VERBS = ("claim", "next", "return", "hand_over", "hold", "draft", *DECISIONS)
STEP = st.tuples(st.sampled_from(sorted(STAFFED)), st.sampled_from(VERBS))
# Who takes a task and decides it in one go: else hardly any history would come to its end.
WORDS = st.sampled_from(("approve", "approve", "approve", "send_back", "ask", "refuse"))
WHOLE = st.tuples(st.sampled_from(sorted(STAFFED)), WORDS, st.just("at once"))
# Who approves each level where all goes well: three persons. Else no history would come to a contract.
APPROVING = {"first_review": "r1", "second_review": "r3", "final_review": "s1"}
DUE = st.just(("whoever is due", "approve", "at once"))
CLOCK, WITHDRAW = st.sampled_from([("clock", "5"), ("clock", "30")]), st.just(("borrower", "withdraw"))
ACTS = odds((8, DUE), (6, WHOLE), (10, STEP), (3, CLOCK), (1, WITHDRAW))
HISTORIES = st.lists(ACTS, min_size=8, max_size=12)
IDS = count(1)
# Where the road goes from what it is told of a review.
WAY = {
    ("first_review", "approved"): "second_review",
    ("second_review", "SentUp"): "final_review",
    ("final_review", "approved"): "SIGNING",
    ("final_review", "SentBack"): "second_review",
    ("final_review", "refused"): "REFUSED",
    ("second_review", "SentBack"): "first_review",
    **{(level, "PartiesAsked"): "CORRECTION" for level in LEVELS},
    ("first_review", "refused"): "REFUSED",
    ("second_review", "refused"): "REFUSED",
}


OF = {"route": "C", "why": ["ROUTE_FINAL_AMOUNT"], "amount": "900000.00", "months": 240}
DECISION = {"approved": True, **OF, "reasons": []}


class Desk:
    """One case of class C at its first review, and a road that does what it is told, once."""

    def __init__(self, api, login, now) -> None:
        self.api, self.login, self.now, self.id = api, login, now, f"{next(IDS):032x}"
        given_case.submitted(form(), id=self.id, decision=DECISION, status="REVIEWING")
        given_case.put(self.id, applicant=reference("person", BORROWER))
        self.told, self.outcomes, self.results, self.sessions = set(), {}, set(), {}
        self._asks("first_review")

    def hears(self, item) -> None:
        """The road is told of a wait: again changes nothing."""
        task = tasks.get(item["id"]["S"])
        if task.case != self.id or task.id in self.told:
            return
        self.told.add(task.id)
        said = "withdrawn" if task.state == "interrupted" else json.loads(item["outcome"]["S"])
        word = said if isinstance(said, str) else said.get("next") or said["error"]
        after = "WITHDRAWN" if word == "withdrawn" else WAY[task.kind, word]
        if after in STAFF:
            self._asks(after)
        elif after == "CORRECTION":
            self._answers()
        else:
            self.results.add(after)
            given_case.put(self.id, status=after)

    def _answers(self) -> None:
        """The parties do, all is looked at anew, and it comes to the first review again."""
        case = casefile.load(self.id)
        assert (case.decision, list(case.standing)) == (None, []) and case.notice.asked
        assert starting.step_of(case) == "Correction"
        given_case.happened(self.id, "CORRECTED", str(case.notice.round))
        assert starting.step_of(casefile.load(self.id)) == "Intake"
        given_case.put(self.id, decision=DECISION)
        self._asks("first_review")

    def _asks(self, kind) -> None:
        given_case.waiting(self.id, kind, "REVIEWING", number=len(tasks.of_case(self.id)) + 1)

    def does(self, who, verb, *at_once) -> None:
        if who not in (*STAFFED, "clock", "borrower"):
            who = next((APPROVING[one.kind] for one in tasks.of_case(self.id) if one.is_open), "r1")
        if at_once:
            self.does(who, "claim")
        if who == "clock":
            self.now[0] += timedelta(hours=int(verb))
            return
        case, waits = casefile.load(self.id), tasks.of_case(self.id)
        task = next((one for one in waits if one.is_open), waits[-1])
        if who == "borrower":
            reply = self.api("POST", f"/v1/applications/{self.id}/withdraw", {}, self._session(who))
        else:
            reply = self.api("POST", *self._asked(task, verb), self._session(who))
        assert reply.status < 500, (who, verb, reply.body)
        if reply.status >= 400:
            after = casefile.load(self.id)
            assert (after.reviews, after.status) == (case.reviews, case.status), "what is refused decides nothing"
        elif verb in DECISIONS:
            assert task.claimed_by == who or task.answered_by == who, "only who has a task decides it"

    def _session(self, who):
        """Their login of that hour."""
        if (who, self.now[0]) not in self.sessions:
            audience = {"b": "depositor", "s": "supervisor"}.get(who[0], "reviewer")
            named = {} if who == "borrower" else {"subject": who, "person": STAFFED[who]}
            self.sessions[who, self.now[0]] = self.login(audience, **named)
        return self.sessions[who, self.now[0]]

    def _asked(self, task, verb):
        where, until = f"/v1/tasks/{task.id}", (clock.today() + timedelta(days=1)).isoformat()
        if verb in DECISIONS:
            asks = {"asks": ["home"]} if verb == "ask" else {}
            return f"{where}/decision", {"decision": verb, "reason": "依据材料和核验结果", **asks}
        return {
            "claim": (f"{where}/claim", {}),
            "next": ("/v1/tasks/next", {"kind": task.kind}),
            "return": (f"{where}/return", {"reason": "另有安排"}),
            "hand_over": (f"{where}/return", {"reason": "另有安排", "to": "r2"}),
            "hold": (f"{where}/hold", {"why": "parties", "until": until}),
            "draft": (f"{where}/notes", {"text": "拟同意", "draft": True}),
        }[verb]

    def holds(self) -> None:
        """What is true after whatever has happened."""
        case, waits = casefile.load(self.id), tasks.of_case(self.id)
        left = [one for one in waits if one.is_open]
        over = case.status in ENDED or case.status == "SIGNING"
        assert len(self.results) <= 1, "never two results"
        assert len(left) == (0 if over else 1), "one thing to do, by somebody, until it is over"
        for kind in LEVELS:
            listed = [one.id for one in lanes.queue(case.centre, kind, limit=500)[0] if one.case == self.id]
            assert listed == [one.id for one in left if one.kind == kind], "queue and case name the same"
        for wait in waits:
            if wait.outcome is not None:
                assert self.outcomes.setdefault(wait.id, wait.outcome) == wait.outcome, "decided once"
        acted = {(one.person, one.level) for one in case.reviews}
        assert len({person for person, _ in acted}) == len(acted), "nobody reviews on two levels"
        if "SIGNING" in self.results:
            assert [(one.level, one.decision) for one in case.standing] == [(level, "approve") for level in LEVELS]
        if case.reviews:
            assert {one.task for one in case.reviews} <= {one.id for one in waits if one.outcome}, (
                "record and road agree"
            )


def live(api, login, platform, monkeypatch, history) -> None:
    real, now = clock.now, [timedelta()]
    platform.empty()  # else each transaction copies, and each list reads, what all histories before have left
    with monkeypatch.context() as patch:
        patch.setattr(clock, "now", lambda: real() + now[0])
        desk = Desk(api, login, now)
        patch.setattr(tasks.road, "tell", desk.hears)
        patch.setattr("chalicelib.api.desk.deciding._on_a_live_road", lambda case: None)
        for act in history:
            desk.does(*act)
            desk.holds()


_QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@seed(20261127)
@settings(max_examples=10, deadline=None, database=None, suppress_health_check=_QUIET, phases=[Phase.generate])
@given(history=HISTORIES)
def test_whatever_people_do_in_whatever_order_a_case_has_one_holder_and_one_result(
    api, login, platform, monkeypatch, history
):
    live(api, login, platform, monkeypatch, history)


@pytest.mark.soak
@settings(max_examples=2000, deadline=None, database=None, suppress_health_check=_QUIET)
@given(history=st.lists(ACTS, min_size=8, max_size=40))
def test_thousands_of_long_histories_come_to_no_other(api, login, platform, monkeypatch, history):
    live(api, login, platform, monkeypatch, history)
