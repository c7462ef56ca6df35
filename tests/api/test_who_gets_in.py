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
        ({"level": Level.REAL_NAME}, "later", "REAL_NAME"),
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
    assert lifted == ([("token", shown.level, "m")] if told in ("STRONG", "REAL_NAME", ["LOGIN_REQUIRED"]) else [])
    assert found == told if isinstance(told, list) else (found.body["level"], found.body["until"]) == (told, until)


@pytest.fixture
def again(monkeypatch):
    """Somebody of operations wants a case restarted that stands so."""

    def again(status="REVIEWING", submitted_at="t", state="FAILED", stranded=False, before=None, **who):
        acts: list = []
        monkeypatch.setattr(restart.starting, "state_of", lambda case: state)
        monkeypatch.setattr(restart.starting, "start", lambda case: acts.append("started"))
        monkeypatch.setattr(restart.starting, "step_of", lambda case: "Verify")
        monkeypatch.setattr(restart.tasks, "of_case", lambda id: [f"a wait of {id}"])
        monkeypatch.setattr(
            restart.restarting, "is_stranded", lambda case, waits: stranded and waits == ["a wait of c1"]
        )
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


@pytest.fixture
def logs_in(monkeypatch):
    """Whom a channel's code lets in, and on which device they are known from then on."""

    def logs_in(device="d", channel="app", **who):
        asked: list = []
        subject = SimpleNamespace(**{**WHO, **who}) if who.get("level", 1) else None
        monkeypatch.setattr(sessions, "takes_codes", lambda channel: channel in ("app", "window"))
        monkeypatch.setattr(sessions, "lets_in", lambda channel, audience: (channel, audience) in (("app", "depositor"), ("window", "clerk"), ("phone", "depositor")))  # fmt: skip
        monkeypatch.setattr(sessions.sessions, "device_of", lambda header: header and f"of {header}")
        monkeypatch.setattr(sessions.limits, "login", lambda *of: nullcontext(asked.append(of)))
        monkeypatch.setattr("chalicelib.agencies.identity_platform.identify", lambda *of: asked.append(of) or subject)
        monkeypatch.setattr(sessions.limits, "guess", lambda *of: nullcontext())
        monkeypatch.setattr(sessions, "reference", lambda kind, number: f"{kind} {number}")
        monkeypatch.setattr(sessions.devices, "remember", lambda *of: asked.append(of))
        monkeypatch.setattr(sessions, "begun", lambda session: (session.audience, session.subject))
        headers = {"anju-device": device} if device else {}
        call = SimpleNamespace(body=SimpleNamespace(channel=channel, code="c"), headers=headers, client="a")
        return answered(sessions.log_in, call), asked

    return logs_in


@pytest.mark.parametrize(
    ("more", "told", "remembered"),
    [
        ({}, ("depositor", "person 1"), [("of d", "depositor/person 1")]),
        ({"device": ""}, ("depositor", "person 1"), []),
        ({"channel": "window", "audience": "clerk"}, ["INVALID_REQUEST", "CHANNEL_NOT_THEIRS /channel"], []),
        ({"level": 0}, ["LOGIN_FAILED"], []),
    ],
)
def test_a_code_lets_its_owner_in_and_makes_their_device_known(logs_in, more, told, remembered):
    found, asked = logs_in(**more)
    device = "of d" if more.get("device", "d") else ""
    tried = [("a", device), (more.get("channel", "app"), "c", device)]
    assert (found, asked) == (told, [*tried, *remembered])


def test_a_channel_that_takes_no_codes_is_not_asked(logs_in):
    assert logs_in(channel="phone") == (["INVALID_REQUEST", "CHANNEL_UNKNOWN /channel"], [])


@pytest.mark.parametrize(
    ("came_by", "audience", "told"),
    [
        ("window", "clerk", ("clerk", "s1")),
        ("app", "clerk", ["INVALID_REQUEST", "CHANNEL_NOT_THEIRS /channel"]),
        ("window", "depositor", ["INVALID_REQUEST", "CHANNEL_NOT_THEIRS /channel"]),
        ("phone", "depositor", ["INVALID_REQUEST", "CHANNEL_NOT_THEIRS /channel"]),
    ],
)
def test_through_which_channel_somebody_comes_is_what_the_provider_says(monkeypatch, logs_in, came_by, audience, told):
    monkeypatch.setitem(WHO, "channel", came_by)
    monkeypatch.setitem(WHO, "device", "of d")
    assert logs_in(audience=audience, level=Level.STRONG)[0] == told


@pytest.mark.parametrize(("is_theirs", "status"), [(True, 204), (False, None)])
def test_a_session_is_ended_by_whose_it_is(monkeypatch, is_theirs, status):
    ended: list = []
    monkeypatch.setattr(sessions.sessions, "end", lambda who, id: ended.append((who, id)) or is_theirs)
    monkeypatch.setattr(sessions.sessions, "end_all", lambda who: ended.append(who))
    monkeypatch.setattr(sessions.sessions, "id_of", lambda token: f"id of {token}")
    call = SimpleNamespace(who="me", path={"session": "s1"}, headers={"authorization": "Bearer t"})
    found = answered(sessions.end, call)
    assert found == ["NOT_FOUND"] if status is None else found.status == status
    assert (sessions.log_out(call).status, sessions.end_all(call).status) == (204, 204)
    assert ended == [("me", "s1"), ("me", "id of t"), "me"]


SENT = "POST", "/v1/applications/{id}/submit"


@pytest.mark.parametrize(
    ("route", "person", "counted"),
    [
        ((*SENT, ["depositor"], False), "h1", ["h1"]),
        ((*SENT, ["depositor"], False), "", ["bank/b1"]),  # a bank is no person
        ((*SENT, [], False), "h1", ["a"]),
        ((*SENT, [], True), "", []),  # what partners sign no stranger can keep out
        (("GET", "/v1/applications/{id}/track", ["depositor"], False), "h1", []),
    ],
)
def test_what_costs_others_something_is_counted_of_a_person_or_of_the_address_of_a_visitor(
    monkeypatch, route, person, counted
):
    taken: list = []
    monkeypatch.setattr(limits.throttle, "take", lambda what, who, limit: SimpleNamespace(wait=taken.append(who)))
    method, path, audience, signed = route
    who = SimpleNamespace(audience="bank", subject="b1", person=person)
    named = SimpleNamespace(method=method, path=path, audience=audience, signed=signed)
    limits.count(named, SimpleNamespace(who=who, client="a"))
    assert taken == counted


@pytest.mark.parametrize("full", ["", "looks", "looks at a case"])
def test_staff_look_so_often_a_day_at_one_case_and_at_all_whatever_logins_they_have(monkeypatch, full):
    taken: list = []

    def take(what, who, limit):
        taken.append((what, who, limit))
        return SimpleNamespace(wait=60 if what == full else 0)

    monkeypatch.setattr(limits.throttle, "take", take)
    who = SimpleNamespace(audience="reviewer", subject="r1", person="h1")
    found = refused(limits.look, SimpleNamespace(who=who, case=SimpleNamespace(id="c1")))
    at_case = ("looks at a case", "h1 c1", limits.LOOKS["looks at a case"])
    both = [at_case, ("looks", "h1", limits.LOOKS["looks"])]
    assert (found, taken) == (("TOO_OFTEN",) if full else None, both[:1] if full == "looks at a case" else both)
