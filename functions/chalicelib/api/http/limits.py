"""How often anybody may do what costs us or others something: one table. Who is logged in is counted as the person they are, whatever logins they have, a
visitor by the address they call from; so nobody can use up another's turns. What partners sign is never counted: no stranger can keep it out.
"""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress

from chalicelib.api.http.problem import Problem
from chalicelib.api.http.route import Call, Route
from chalicelib.tracing import log
from chalicelib.trust import devices, throttle
from chalicelib.trust.throttle import Limit

_MINUTE, _HOUR = 60, 3600
_CASE = "/v1/applications/{id}"
# What a household or a window does on a busy day, several times over [assumption].
LIMITS: Mapping[str, Limit] = {
    "POST /v1/quotes": Limit(300, _MINUTE),  # many households share one address of a mobile network
    "GET /v1/verify/{code}": Limit(300, _MINUTE),
    "POST /v1/verify/{code}": Limit(300, _MINUTE),
    "GET /v1/verify/page": Limit(300, _MINUTE),
    "POST /v1/applications": Limit(60, _HOUR),
    "POST /v1/joins": Limit(20, _HOUR),
    f"PATCH {_CASE}": Limit(600, _HOUR),  # a window saves for many; every save is a part to keep
    f"PATCH {_CASE}/people/me": Limit(120, _HOUR),  # and each makes the applicant read again before they hand in
    f"POST {_CASE}/submit": Limit(60, _HOUR),  # says what is wrong with people one may try out
    f"POST {_CASE}/corrections": Limit(60, _HOUR),
    f"GET {_CASE}/prefill": Limit(60, _HOUR),  # asks agencies, by a number one may try out
    f"POST {_CASE}/invitations": Limit(60, _HOUR),
    f"POST {_CASE}/documents": Limit(300, _HOUR),
    f"POST {_CASE}/voices": Limit(20, _HOUR),
    f"POST {_CASE}/tolerances": Limit(60, _HOUR),
    f"POST {_CASE}/commitments": Limit(60, _HOUR),
    f"POST {_CASE}/owed": Limit(60, _HOUR),  # each a task for somebody
    f"POST {_CASE}/consents": Limit(60, _HOUR),  # to `credit`: a paper to keep, and a question to the seal platform
    f"POST {_CASE}/consents/withdrawals": Limit(60, _HOUR),
    "POST /v1/tasks/{task}/phone": Limit(30, _HOUR),  # a number each, and nobody has as many talks in an hour
    # Each holds a case up until somebody has decided.
    f"POST {_CASE}/commitments/{{commitment}}/findings": Limit(20, _HOUR),
}
# Only those that fail count. `device`: from one device, whose secret nobody else has; `account`: of one member of staff on the device
# registered for them, and from all others together; `proof`: of one login; `number`: by one member of staff who looks for cases, whatever logins they have. At these
# somebody is shut out, and nobody else is.
# `address`: from one address, which many may share; past it, whose turn it is there is drawn by lot at `pace`, but for devices known from
# before (a few of each login), who draw among themselves at `known`: whoever floods it takes a share of the turns and never all, and a new device they make up is one more try in the same count.
GUESSES: Mapping[str, Limit] = {
    "device": Limit(20, 10 * _MINUTE),
    "account": Limit(5, 15 * _MINUTE),
    "proof": Limit(5, 15 * _MINUTE),
    "number": Limit(60, _HOUR),  # a window mistypes now and then; nobody needs to try numbers out
    "address": Limit(1000, 10 * _MINUTE),
    "pace": Limit(10, 1),
    "known": Limit(100, 1),
}

_DAY = 24 * _HOUR
# How often one member of staff, whatever logins they have, looks at cases: at one of them, and at all together [assumption].
LOOKS: Mapping[str, Limit] = {"looks at a case": Limit(200, _DAY), "looks": Limit(2000, _DAY)}


def look(call: Call) -> None:
    """Counts a look of staff. 429 `TOO_OFTEN` past either limit, and a line in the log: nobody needs to see as much."""
    for what, of in (("looks at a case", f"{call.who.person} {call.case.id}"), ("looks", call.who.person)):
        try:
            _take(what, of, LOOKS[what])
        except Problem:
            log.line("WARNING", "too many looks", whose=f"{call.who.audience}:{call.who.subject}", limit=what)
            raise


def count(route: Route, call: Call) -> None:
    """Counts a request of a route that has a limit. 429 `TOO_OFTEN`, which says when to come again."""
    limit = LIMITS.get(f"{route.method} {route.path}")
    if limit and not route.signed:
        login = f"{call.who.audience}/{call.who.subject}"  # a bank is no person
        who = (call.who.person or login) if route.audience else call.client
        _take(f"{route.method} {route.path}", who, limit)


@contextmanager
def guess(what: str, who: str) -> Iterator[None]:
    """A try that counts if it is refused. 429 without trying once so many were: what is right is not told from what is wrong then."""
    with _counted(_take(what, who, GUESSES[what])):
        yield


@contextmanager
def login(address: str, device: str) -> Iterator[None]:
    """A try to log in. Wrong ones lock the device they come from; an address is never locked for them: a right one gets in from there,
    from a new device once a turn falls to it (docs/decisions/0012)."""
    with _at(address, device), guess("device", device) if device else nullcontext():
        yield


def _at(address: str, device: str) -> AbstractContextManager[None]:
    """A turn at that address. Known devices have a count of their own, which no flood of others reaches."""
    if device and devices.is_known(device):
        return _counted(_with_room(throttle.draw("known", address, GUESSES["known"])))
    turn = throttle.take("address", address, GUESSES["address"])
    if not turn.wait:
        return _counted(turn)
    _with_room(throttle.draw("pace", address, GUESSES["pace"]))
    return nullcontext()


@contextmanager
def _counted(turn: throttle.Turn) -> Iterator[None]:
    try:
        yield
    except Problem:
        raise
    except BaseException:
        _back(turn)  # a provider that is down is nobody's wrong guess
        raise
    else:
        _back(turn)


def _take(what: str, who: str, limit: Limit) -> throttle.Turn:
    return _with_room(throttle.take(what, who, limit))


def _with_room(turn: throttle.Turn) -> throttle.Turn:
    if turn.wait:
        raise Problem("TOO_OFTEN", headers={"Retry-After": str(turn.wait)})
    return turn


def _back(turn: throttle.Turn) -> None:
    with suppress(Exception):  # then it counts until the window ends
        throttle.give_back(turn)
