"""Who logs in, as whom, and which wrong tries count, each rule by itself: on built objects. Over HTTP: test_sessions, test_limits, test_restart."""

from contextlib import nullcontext
from types import SimpleNamespace

import pytest

from chalicelib.api.http import limits
from chalicelib.api.http.problem import Problem
from chalicelib.api.ops import restart
from chalicelib.api.public import sessions
from chalicelib.casework import restarting
from chalicelib.domain.assurance import Level
from chalicelib.records.casefile import Changes
from tests.given.case import held
from tests.given.refusals import answered, refused


@pytest.fixture
def tried(monkeypatch):
    """A try to log in that ends so: which counts it took a turn of, and got back."""

    def tried(ends=None, *, device="d", known=(), full=()):
        taken, back = [], []

        def take(what, who, limit):
            taken.append((what, who))
            assert limit is limits.GUESSES[what]
            return SimpleNamespace(what=what, wait=9 if what in full else 0)

        monkeypatch.setattr(limits.devices, "is_known", lambda device: device in known)
        monkeypatch.setattr(limits.throttle, "draw", take)
        monkeypatch.setattr(limits.throttle, "take", take)
        monkeypatch.setattr(limits.throttle, "give_back", lambda turn: back.append(turn.what))
        try:
            with limits.login("a", device):
                if ends:
                    raise ends
            code = None
        except Problem as problem:
            code = problem.code
        except OSError:
            code = "down"
        return code, taken, sorted(back)

    return tried


ADDRESS, PACE, KNOWN, DEVICE = ("address", "a"), ("pace", "a"), ("known", "a"), ("device", "d")
WRONG, DOWN = Problem("LOGIN_FAILED"), OSError()
SLOW = {"full": ["address"]}


@pytest.mark.parametrize(
    ("ends", "more", "found"),
    [
        (None, {}, (None, [ADDRESS, DEVICE], ["address", "device"])),
        (WRONG, {}, ("LOGIN_FAILED", [ADDRESS, DEVICE], [])),
        (DOWN, {}, ("down", [ADDRESS, DEVICE], ["address", "device"])),  # is nobody's wrong guess
        (WRONG, {"device": ""}, ("LOGIN_FAILED", [ADDRESS], [])),  # a phone that names none is counted at its address
        (None, {"full": ["device"]}, ("TOO_OFTEN", [ADDRESS, DEVICE], [])),
        # Past the limit of an address turns are drawn, and a right code gets in.
        (None, SLOW, (None, [ADDRESS, PACE, DEVICE], ["device"])),
        (None, {"full": ["address", "pace"]}, ("TOO_OFTEN", [ADDRESS, PACE], [])),
        # A device known from before has a count of its own, which no flood of others reaches.
        (None, {**SLOW, "known": ["d"]}, (None, [KNOWN, DEVICE], ["device", "known"])),
        (WRONG, {"known": ["d"]}, ("LOGIN_FAILED", [KNOWN, DEVICE], [])),
        (None, {"known": ["d"], "full": ["known"]}, ("TOO_OFTEN", [KNOWN], [])),
        (None, {"known": [""], "device": ""}, (None, [ADDRESS], ["address"])),
    ],
)
def test_a_wrong_try_counts_against_its_device_and_address_and_a_right_one_against_nobody(tried, ends, more, found):
    assert tried(ends, **more) == found


WHO = {"audience": "depositor", "id_number": "1", "channel": "app", "account": "u", "level": Level.REAL_NAME, "method": "m", "ticket": "t", "staff": "s1", "centre": "620100", "device": "d"}  # fmt: skip


@pytest.mark.parametrize(
    ("more", "subject"),
    [
        ({}, "person 1"),
        ({"level": Level.STRONG}, "person 1"),
        ({"level": Level.LOGGED_IN}, "account app/u"),  # a number nobody has verified names nobody
        ({"level": Level.LOGGED_IN, "account": ""}, ("LOGIN_FAILED",)),
        ({"id_number": ""}, ("LOGIN_FAILED",)),
        ({"id_number": "", "level": Level.LOGGED_IN}, "account app/u"),
    ],
)
def test_somebody_is_the_person_whose_name_was_verified_or_else_an_account_and_nobody_in_a_case(
    monkeypatch, more, subject
):
    monkeypatch.setattr(sessions, "reference", lambda kind, number: f"{kind} {number}")
    found = refused(sessions._of_a_person, SimpleNamespace(**{**WHO, **more}))
    if isinstance(subject, tuple):
        assert found == subject
    else:
        assert (found.subject, found.person, found.centre, found.level) == (
            subject,
            subject,
            "",
            {**WHO, **more}["level"],
        )


STAFF = {"audience": "reviewer", "level": Level.STRONG}


@pytest.mark.parametrize(
    ("more", "device", "counted", "code"),
    [
        ({}, "d", "reviewer/s1@d", None),
        ({}, "another", "reviewer/s1@", "LOGIN_FAILED"),
        ({}, "", "reviewer/s1@", "LOGIN_FAILED"),
        ({"device": ""}, "", "reviewer/s1@", "LOGIN_FAILED"),
        ({"id_number": ""}, "d", "reviewer/s1@d", "LOGIN_FAILED"),
        ({"level": Level.REAL_NAME}, "d", "reviewer/s1@d", "SECOND_FACTOR_REQUIRED"),
    ],
)
def test_staff_come_in_with_a_second_factor_on_their_own_device_as_the_person_they_are(
    monkeypatch, more, device, counted, code
):
    tries: list = []
    monkeypatch.setattr(sessions, "reference", lambda kind, number: f"{kind} {number}")
    monkeypatch.setattr(sessions.limits, "guess", lambda what, who: nullcontext(tries.append((what, who))))
    found = refused(sessions._of_staff, SimpleNamespace(**{**WHO, **STAFF, **more}), device)
    assert tries == [("account", counted)]
    if code:
        assert found == (code,)
    else:
        who = (found.audience, found.subject, found.centre, found.person, found.level, found.device)
        assert who == ("reviewer", "s1", "620100", "person 1", Level.STRONG, "d")


@pytest.mark.parametrize(
    ("proof", "until", "told"),
    [
        ({}, "later", "STRONG"),
        ({"channel": "another"}, "later", ["INVALID_REQUEST", "NOT_PROVEN /code"]),
        ({"id_number": "2"}, "later", ["INVALID_REQUEST", "NOT_PROVEN /code"]),
        (None, "later", ["INVALID_REQUEST", "NOT_PROVEN /code"]),
        ({}, None, ["LOGIN_REQUIRED"]),
    ],
)
def test_a_session_is_lifted_by_a_proof_of_its_own_person_through_its_own_channel(monkeypatch, proof, until, told):
    shown = None if proof is None else SimpleNamespace(**{**WHO, "level": Level.STRONG, **proof})
    asked, tries, lifted = [], [], []
    monkeypatch.setattr("chalicelib.agencies.identity_platform.prove", lambda *of: asked.append(of) or shown)
    monkeypatch.setattr(sessions, "reference", lambda kind, number: f"{kind} {number}")
    monkeypatch.setattr(sessions.limits, "guess", lambda what, who: nullcontext(tries.append((what, who))))
    monkeypatch.setattr(sessions.sessions, "lift", lambda *of: lifted.append(of) or until)
    who = SimpleNamespace(audience="depositor", subject="person 1", person="person 1", channel="app")
    headers = {"authorization": "Bearer token"}
    found = answered(sessions.lift, SimpleNamespace(who=who, headers=headers, body=SimpleNamespace(code="c")))
    assert (asked, tries) == ([("app", "c")], [("proof", "depositor/person 1")])
    assert lifted == [("token", Level.STRONG, "m")] * (told in ("STRONG", ["LOGIN_REQUIRED"]))
    assert found == told if isinstance(told, list) else (found.body["level"], found.body["until"]) == (told, until)


@pytest.fixture
def again(monkeypatch):
    """Somebody of operations wants a case restarted that stands so."""

    def again(status="REVIEWING", submitted_at="t", state="FAILED", stranded=False, before=None, **who):
        acts: list = []
        monkeypatch.setattr(restart.starting, "state_of", lambda case: state)
        monkeypatch.setattr(restart.starting, "start", lambda case: acts.append("started"))
        monkeypatch.setattr(restart.starting, "step_of", lambda case: "Verify")
        monkeypatch.setattr(restart.tasks, "of_case", lambda id: [])
        monkeypatch.setattr(restart.restarting, "is_stranded", lambda case, waits: stranded)
        monkeypatch.setattr(restart.restarting, "open_task", lambda case, state: state)
        monkeypatch.setattr(restart.restarting, "asked", lambda case, task: before and acts.append(task) or before)
        monkeypatch.setattr(
            restart.restarting, "ask", lambda case, who, why, hand: acts.append(("asked", who.login, why))
        )
        monkeypatch.setattr(
            restart.restarting, "confirm", lambda case, who, why, hand: acts.append(("confirmed", who.login, why))
        )
        monkeypatch.setattr(restart.actors, "hand", lambda call, role: Changes())
        by = SimpleNamespace(**{"subject": "o1", "person": "h1", **who})
        case = held(status=status, submitted_at=submitted_at)
        found = answered(restart.restart, SimpleNamespace(case=case, who=by, body=SimpleNamespace(reason="why")))
        return (found if isinstance(found, list) else found.body["confirmed"]), acts

    return again


ASKED = SimpleNamespace(by="o2", person="h2")


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({}, (False, [("asked", "o1", "why")])),
        ({"before": ASKED}, (True, ["FAILED", ("confirmed", "o1", "why")])),
        ({"before": ASKED, "subject": "o2"}, (["FOUR_EYES"], ["FAILED"])),
        ({"before": ASKED, "person": "h2"}, (["FOUR_EYES"], ["FAILED"])),  # by another login of theirs
        ({"state": "RUNNING"}, (["ROAD_RUNNING"], [])),
        ({"state": "RUNNING", "stranded": True, "before": ASKED}, (True, [restarting.STRANDED, ("confirmed", "o1", "why")])),
        ({"state": None}, (["ROAD_RUNNING"], ["started"])),
        ({"status": "REFUSED"}, (["WRONG_STATUS"], [])),
        ({"submitted_at": None}, (["WRONG_STATUS"], [])),
    ],
)  # fmt: skip
def test_what_stands_still_is_restarted_by_two_persons_and_what_runs_by_nobody(again, more, found):
    assert again(**more) == found
