"""Where a case may stand when two people act at once, and what each of them may do there.

An act is a name, what is sent, and what the record must show when it was taken: nobody is told yes for what is not kept.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from chalicelib.casework import presence, signing
from chalicelib.casework.parties import named
from chalicelib.errors import Contended
from chalicelib.records import casefile, tasks
from chalicelib.records.casefile import CaseFile
from chalicelib.records.changes import RECUSED, roles_of
from chalicelib.trust import consent
from tests.given.case import CONTRACT, SIGNED, authorised, present, put, waiting, words
from tests.given.form import BORROWER, SPOUSE, form

DOCUMENT = "d" * 32
NOTICE = {"round": 1, "issued_at": "", "due_at": "2099-01-01T00:00:00+08:00", "defects": []}
LOOK = {"check": "marriage", "subject": "borrower", "code": "MARRIAGE_UNAVAILABLE", "of": "d2", "facts": []}
PAPER = {"material": "B03", "content_type": "application/pdf", "size": 9, "sha256": "0" * 64}
TAKEN = range(200, 300)
HOW = {"how": {"channel": "callback"}, "told": {}}


class World(NamedTuple):
    """Somebody's case, everybody's session, and how they ask."""

    api: Any
    who: Mapping[str, str]
    case: str
    code: str = ""  # the spouse's invitation

    def ask(self, method: str, path: str, body: Any, who: str, **headers: str) -> int:
        return int(self.api(method, path, body, self.who[who], **headers).status)

    def of_case(self, what: str, body: Any, who: str, **headers: str) -> int:
        return self.ask("POST", f"/v1/applications/{self.case}/{what}", body, who, **headers)

    def task(self, kind: str, what: str, body: Any, who: str) -> int:
        return self.ask("POST", f"/v1/tasks/{self.case}.{kind}.1/{what}", body, who)

    def has(self, kind: str) -> tasks.Task:
        return tasks.get(f"{self.case}.{kind}.1")


class Act(NamedTuple):
    """What somebody does, and whether a case shows it. `undone_by`: after which other acts it need not show any more."""

    do: Callable[[World], int]
    shows: Callable[[World, CaseFile], bool]
    undone_by: tuple[str, ...] = ()


def _saves(amount: str, who: str) -> Act:
    def save(world: World) -> int:
        path = f"/v1/applications/{world.case}"
        return world.ask("PATCH", path, {"wish": {"amount": amount}}, who, if_match='"1"')

    return Act(save, lambda world, case: case.form["wish"]["amount"] == amount, ("correct", "correct otherwise"))


def _renames(world: World) -> int:
    """Another spouse is typed: whoever has joined is not that one."""
    people = form()["people"]
    people[1] |= {"id_number": "620102199303030026"}
    return world.ask("PATCH", f"/v1/applications/{world.case}", {"people": people}, "borrower", if_match='"1"')


def _corrects(amount: str) -> Act:
    return Act(
        lambda world: world.of_case("corrections", {"wish": {"amount": amount}}, "borrower", if_match='"1"'),
        lambda world, case: case.form["wish"]["amount"] == amount and world.has("correction").state == "answered",
    )


def _gives(who: str, use: str) -> Callable[[World], int]:
    return lambda world: world.of_case("consents", {"use": use, "version": words(use)}, who)


def _lives(key: str, use: str, is_so: bool = True) -> Callable[[World, CaseFile], bool]:
    return lambda world, case: ((key, use) in consent.live(case.consents, {key: named(case)[key]})) == is_so


def _takes_back(who: str, use: str) -> Act:
    act = lambda world: world.of_case("consents/withdrawals", {"use": use}, who)  # noqa: E731
    return Act(act, _lives(who, use, False), ("authorise", "authorise credit"))


def _claims(kind: str, login: str, *undone_by: str) -> Act:
    return Act(
        lambda world: world.task(kind, "claim", {}, login),
        lambda world, case: world.has(kind).claimed_by == login,
        undone_by,
    )


def _decides(kind: str, login: str, decision: str) -> Act:
    def shows(world: World, case: CaseFile) -> bool:
        return [one.decision for one in case.reviews if one.by == login and one.level == kind] == [decision]

    return Act(lambda world: world.task(kind, "decision", {"decision": decision, "reason": "理由说明"}, login), shows)


def _rules(login: str, outcome: str) -> Act:
    item = {"check": "marriage", "subject": "borrower", "outcome": outcome}
    return Act(
        lambda world: world.task("verify", "decision", {"items": [item]}, login),
        lambda world, case: (case.rulings["marriage.borrower"].by, case.rulings["marriage.borrower"].outcome) == (login, outcome),
    )  # fmt: skip


def _signs(who: str) -> Act:
    return Act(
        lambda world: world.of_case("signatures", SIGNED, who),
        lambda world, case: who in case.signatures,
    )


def _by_bank(act: Callable[[CaseFile], None]) -> Callable[[World], int]:
    def told(world: World) -> int:
        try:
            act(casefile.load(world.case))
        except Contended:
            return 409
        return 200

    return told


def _restarts(login: str) -> Act:
    return Act(
        lambda world: world.ask("POST", f"/v1/ops/cases/{world.case}/restart", {"reason": "执行中断"}, login),
        lambda world, case: login in {one.by for one in case.reviews if one.level == "restart"},
    )


WITHDRAWS = Act(
    lambda world: world.of_case("withdraw", None, "borrower"),
    lambda world, case: case.withdrawal is not None or case.status == "WITHDRAWN",
)
_ANNOUNCES = Act(
    lambda world: world.of_case("documents", PAPER, "borrower"),
    lambda world, case: len([one for one in case.documents.values() if one.state == "announced"]) >= 1,
)
_COMPLETES = Act(
    lambda world: world.of_case(f"documents/{DOCUMENT}/verify", None, "borrower"),
    lambda world, case: case.documents[DOCUMENT].state == "verified",
)
_INVITES = Act(
    lambda world: world.of_case("invitations", {"person": "spouse"}, "borrower"),
    lambda world, case: "spouse" in case.invitations,
)
_SHOWS_UP = Act(
    lambda world: world.of_case("presences", {"person": "spouse", "code": "x"}, "clerk"),
    lambda world, case: ("spouse", None) in [(one.person, one.act) for one in case.presences],
)
_JOINS = Act(
    lambda world: world.ask("POST", "/v1/joins", {"code": world.code}, "spouse"),
    lambda world, case: case.people.get(named(case)["spouse"]) == "spouse",
    ("name another spouse",),
)
_PREFILLS = Act(
    lambda world: world.ask("GET", f"/v1/applications/{world.case}/prefill", None, "borrower"),
    lambda world, case: "borrower.marriage" in case.prefilled,
    ("take back",),
)


def _on_paper(what: str, body: Mapping[str, Any], shows: Callable[[World, CaseFile], bool], *undone_by: str) -> Act:
    """The clerk does it on the form a party has signed by hand, which is spent by it."""
    return Act(lambda world: world.of_case(what, body, "clerk", if_match='"1"'), shows, undone_by)


def _recuses(who: str) -> Act:
    def shows(world: World, case: CaseFile) -> bool:
        return RECUSED in roles_of(case.hands[f"person_{who}"])

    return Act(lambda world: world.of_case("recusals", {"tie": "relative"}, who), shows)


_UNDONE = ("name another spouse", "take back", "take back credit")
ON_A_DRAFT: Mapping[str, Act] = {
    "save": _saves("410000.00", "borrower"),
    "save at the window": _saves("420000.00", "clerk"),
    "name another spouse": Act(_renames, lambda world, case: case.form["people"][1]["id_number"] != SPOUSE),
    "invite": _INVITES,
    "join": _JOINS,
    "be there": Act(_SHOWS_UP.do, _SHOWS_UP.shows),
    "authorise": Act(_gives("borrower", "data"), _lives("borrower", "data"), _UNDONE),
    "take back": _takes_back("borrower", "data"),
    "announce": _ANNOUNCES,
    "complete": _COMPLETES,
    "prefill": _PREFILLS,
    "authorise on paper": _on_paper(
        "consents", {"use": "data", "version": words("data"), "person": "spouse"}, _lives("spouse", "data"), *_UNDONE
    ),
    "submit": Act(
        lambda world: world.of_case("submit", None, "borrower", if_match='"1"'),
        lambda world, case: bool(case.submitted_at),
    ),
    "withdraw": WITHDRAWS,
}
ON_A_CORRECTION: Mapping[str, Act] = {
    "save": _saves("410000.00", "borrower"),
    "correct": _corrects("430000.00"),
    "correct otherwise": _corrects("440000.00"),
    "correct on paper": _on_paper(
        "corrections", {}, lambda world, case: world.has("correction").outcome == {"next": "corrected"}
    ),
    "authorise credit": Act(_gives("spouse", "credit"), _lives("spouse", "credit"), _UNDONE),
    "take back": _takes_back("borrower", "data"),
    "take back credit": _takes_back("spouse", "credit"),
    "invite": _INVITES,
    "announce": _ANNOUNCES,
    "complete": _COMPLETES,
    "withdraw": WITHDRAWS,
}
ON_A_REVIEW: Mapping[str, Act] = {
    "claim": _claims("second_review", "r2", "recuse too"),  # who recuses themselves gives back what they have claimed
    "claim too": _claims("second_review", "r3"),
    "approve": _decides("first_review", "r1", "approve"),
    "refuse": _decides("first_review", "r1", "refuse"),
    "rule": _rules("r9", "confirmed"),
    "rule otherwise": _rules("r9", "contradicted"),
    "recuse": _recuses("r1"),
    "recuse too": _recuses("r2"),
    "take back": _takes_back("borrower", "data"),
    "withdraw": WITHDRAWS,
}
ON_A_SIGNATURE: Mapping[str, Act] = {
    "sign": _signs("borrower"),
    "sign along": _signs("spouse"),
    "sign on paper": _on_paper(
        "signatures",
        {"sha256": CONTRACT["sha256"], "person": "borrower"},  # by hand nobody agrees to sign electronically
        lambda world, case: "borrower" in case.signatures,
    ),
    "bank signs": Act(
        _by_bank(lambda case: signing.sign(case, "bank", CONTRACT["sha256"], "bank:B01", HOW)),
        lambda world, case: "bank" in case.signatures,
    ),
    "decline": Act(
        lambda world: world.of_case("signatures", {"decline": True}, "borrower"),
        lambda world, case: world.has("sign").outcome == {"next": "declined"},
    ),
    "bank declines": Act(
        _by_bank(lambda case: signing.decline(case, "bank", "bank:B01", HOW)),
        lambda world, case: world.has("sign").outcome == {"next": "declined"},
    ),
    "take back": _takes_back("borrower", "data"),
    "withdraw": WITHDRAWS,
}
ON_A_STUCK_CASE: Mapping[str, Act] = {
    "restart": _restarts("o1"),
    "restart too": _restarts("o2"),
    "withdraw": WITHDRAWS,
}
ON_AN_ATTENDED_CASE: Mapping[str, Act] = {
    "retry": _decides("attend", "s1", "retry"),
    "compensate": _decides("attend", "s1", "compensate"),
    "take back": _takes_back("borrower", "data"),
    "withdraw": WITHDRAWS,
}
ON_THE_LAST_SIGNATURE: Mapping[str, Act] = {
    name: ON_A_SIGNATURE[name] for name in ("sign", "decline", "take back", "withdraw")
}
SCENES: Mapping[str, Mapping[str, Act]] = {
    "draft": ON_A_DRAFT, "correction": ON_A_CORRECTION, "review": ON_A_REVIEW, "signature": ON_A_SIGNATURE,
    "last signature": ON_THE_LAST_SIGNATURE, "stuck": ON_A_STUCK_CASE, "attended": ON_AN_ATTENDED_CASE,
}  # fmt: skip
STAFF = {
    "clerk": "clerk", "r1": "reviewer", "r2": "reviewer", "r3": "reviewer", "r9": "reviewer", "s1": "supervisor",
    "o1": "ops", "o2": "ops",
}  # fmt: skip


def begun(scene: str, api: Any, login: Any) -> World:
    """A case that stands there."""
    who = {"borrower": login("depositor", BORROWER), "spouse": login("depositor", SPOUSE)}
    who |= {name: login(audience, name) for name, audience in STAFF.items()}
    case = api("POST", "/v1/applications", form(), who["borrower"]).body["id"]
    world, documents = World(api, who, case), {f"documents.{DOCUMENT}": {**PAPER, "state": "announced"}}
    if scene == "draft":
        authorised(case)
        code = api("POST", f"/v1/applications/{case}/invitations", {"person": "spouse"}, who["borrower"]).body["code"]
        _signs_by_hand(case, "spouse", "consents.data")
        put(case, people={named(casefile.load(case))["borrower"]: "borrower"}, **documents)
        return world._replace(code=code)
    authorised(case)
    assert world.of_case("submit", None, "borrower") in TAKEN
    present(case, "borrower", clerk="clerk")
    if scene == "correction":
        waiting(case, "correction", "CORRECTION", notices=[NOTICE], revision=1, **documents)
        _signs_by_hand(case, "borrower", "corrections")
    elif scene == "review":
        waiting(case, "verify", "REVIEWING", details={"looks": [LOOK]})
        waiting(case, "first_review", "REVIEWING")
        waiting(case, "second_review", "REVIEWING")
        tasks.claim(f"{case}.verify.1", "r9")
        tasks.claim(f"{case}.first_review.1", "r1")
    elif "signature" in scene:
        signed = ("spouse", "bank") if scene == "last signature" else ("spouse",)
        waiting(case, "sign", "SIGNING", contract=CONTRACT, **{f"signatures.{who}": {} for who in signed})
        _signs_by_hand(case, "borrower", presence.SIGN)
    else:
        waiting(case, "attend", "ATTENDING", details={"step": "Tax", "error": "X"})
        tasks.claim(f"{case}.attend.1", "s1")
    return world


def _signs_by_hand(id: str, who: str, act: str) -> None:
    """A party has signed a form for that act, the clerk has kept its scan, and a second person has accepted it."""
    about = presence.about(casefile.load(id), act, who)
    present(id, who, "clerk", f"form-{act}", method=presence.SIGNED_FORM, act=act, about=about)
