"""Which act needs which assurance level (认证强度): one table. What is not in it needs the highest; open and signed routes need no session.

Staff and banks are at the highest for as long as their sessions last, so what is said here is said to people acting for themselves.
"""

from collections.abc import Mapping
from typing import Any

from chalicelib.api.http.problem import Defect, Problem
from chalicelib.api.http.route import Call, Route
from chalicelib.domain.assurance import Level

_CASE = "/v1/applications/{id}"
OTHER_ACCOUNT = "another account"  # 变更收款账户或者还款账户
ACTS: Mapping[str, Level] = {
    # Whose account it is, is enough
    "GET /v1/sessions": Level.LOGGED_IN,
    "DELETE /v1/sessions": Level.LOGGED_IN,
    "DELETE /v1/sessions/current": Level.LOGGED_IN,
    "DELETE /v1/sessions/{session}": Level.LOGGED_IN,
    # Looking at one's own, and what binds nobody yet
    "POST /v1/sessions/current/level": Level.REAL_NAME,  # else nobody knows whose face it would have to be
    "GET /v1/applications": Level.REAL_NAME,
    "POST /v1/applications": Level.REAL_NAME,
    f"GET {_CASE}": Level.REAL_NAME,
    f"PATCH {_CASE}": Level.REAL_NAME,
    f"PATCH {_CASE}/people/me": Level.REAL_NAME,
    f"GET {_CASE}/prefill": Level.REAL_NAME,  # on a consent, which needs more
    f"POST {_CASE}/invitations": Level.REAL_NAME,
    f"GET {_CASE}/authorisations": Level.REAL_NAME,
    f"GET {_CASE}/materials": Level.REAL_NAME,
    f"POST {_CASE}/documents": Level.REAL_NAME,
    f"POST {_CASE}/documents/{{document}}/verify": Level.REAL_NAME,
    f"GET {_CASE}/documents/{{document}}": Level.REAL_NAME,
    f"GET {_CASE}/tolerances": Level.REAL_NAME,
    f"GET {_CASE}/commitments": Level.REAL_NAME,
    f"GET {_CASE}/track": Level.REAL_NAME,
    f"POST {_CASE}/voices": Level.REAL_NAME,  # nobody needs their face looked at to complain
    f"GET {_CASE}/voices": Level.REAL_NAME,
    f"POST {_CASE}/notice/{{item}}": Level.REAL_NAME,  # a draft, until the corrections are sent
    f"GET {_CASE}/results/{{paper}}": Level.REAL_NAME,
    f"GET {_CASE}/decision": Level.REAL_NAME,
    f"GET {_CASE}/data-uses": Level.REAL_NAME,
    f"GET {_CASE}/signed-forms": Level.REAL_NAME,
    # What binds a person, opens what is known of them, or says where money goes
    "POST /v1/joins": Level.STRONG,
    f"POST {_CASE}/consents": Level.STRONG,
    f"POST {_CASE}/consents/withdrawals": Level.STRONG,
    f"POST {_CASE}/agents/revocations": Level.STRONG,
    f"POST {_CASE}/signed-forms/{{document}}/denials": Level.STRONG,
    f"POST {_CASE}/tolerances": Level.STRONG,
    f"POST {_CASE}/owed": Level.STRONG,
    f"POST {_CASE}/commitments": Level.STRONG,
    f"POST {_CASE}/submit": Level.STRONG,
    f"POST {_CASE}/corrections": Level.STRONG,
    f"POST {_CASE}/contests": Level.STRONG,
    f"POST {_CASE}/appeals": Level.STRONG,
    f"POST {_CASE}/withdraw": Level.STRONG,
    f"POST {_CASE}/signatures": Level.STRONG,
    f"POST {_CASE}/costs": Level.STRONG,
    f"POST {_CASE}/delivery": Level.STRONG,
    OTHER_ACCOUNT: Level.STRONG,
}


def needed(route: Route) -> Level:
    """The level a session needs to call a route."""
    return ACTS.get(f"{route.method} {route.path}", Level.STRONG)


def check(call: Call, level: Level) -> None:
    """403 `STEP_UP`, which says what to do next, for a session below that level: nobody proves who they are whose name is not known."""
    if call.who.level < level:
        following = level if call.who.level >= Level.REAL_NAME else Level.REAL_NAME
        raise Problem("STEP_UP", [Defect(f"NEEDS_{following.name}", "")])


def replaces_an_account(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether an account that stands in the form, of who is paid or of who pays back, is another in it afterwards, or gone."""
    stood, stands = _accounts(before), _accounts(after)
    return any(value and stands.get(name) != value for name, value in stood.items())


def _accounts(form: Mapping[str, Any]) -> dict[str, Any]:
    home, wish, old = (form.get(part) or {} for part in ("home", "wish", "old_loan"))
    paid = {"seller": home.get("seller") or {}, "old_loan": old.get("account") or {}}
    parts = {f"{of}.{name}": value for of, one in paid.items() for name, value in one.items()}
    return {"repayment": wish.get("repayment_account"), **parts}
