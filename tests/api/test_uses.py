"""Who reads which use of whose data, each rule by itself: on built entries. Over the wire: tests/api/test_visibility.py."""

from types import SimpleNamespace

import pytest

from chalicelib.api import whose
from chalicelib.api.applicant import uses
from chalicelib.api.http.route import Call
from chalicelib.casework.presence import SIGNED_FORM
from chalicelib.trust.sessions import Session

ASKED = {"agency": "home", "at": "", "outcome": "answered"}
ENTRIES = {
    "of the borrower": {**ASKED, "subject": "borrower", "party": "p1"},
    "of the spouse": {**ASKED, "subject": "spouse", "party": "p2"},
    "of an earlier spouse": {**ASKED, "subject": "spouse", "party": "p9"},
    "of an earlier spouse, by whose consent alone": {**ASKED, "subject": "spouse", "consent": "k9"},
    "of the spouse, by whose consent alone": {**ASKED, "subject": "spouse", "consent": "k2"},
    "of the spouse, by nobody's consent": {**ASKED, "subject": "spouse"},
    "of the home": {**ASKED, "subject": "home", "party": "p1"},
    "a look": {"kind": "look", "subject": "", "audience": "reviewer", "shown": "case", "operator": "r1"},
}
CONSENTS = [{"id": "k2", "party": "p2", "person": "spouse"}, {"id": "k9", "party": "p9", "person": "spouse"}]
HOUSEHOLD = {"people": {"p1": "borrower", "p2": "spouse"}, "parties": {"borrower": "p1", "spouse": "p2"}}
BOTH = {"borrower": "p1", "spouse": "p2"}
OF_SPOUSE = {"of the spouse", "of the spouse, by whose consent alone"}
STANDS_FOR_ALL = {"of the home", "a look"}


def read(monkeypatch, who: str, audience: str, **values: object) -> set[str]:
    said = {"consents": CONSENTS, "presences": [], **HOUSEHOLD, "now": BOTH, **values}
    case = SimpleNamespace(id="c1", applicant="p1", **said)
    monkeypatch.setattr(whose.parties, "named", lambda case: case.now)
    monkeypatch.setattr(uses.ledger, "entries", lambda id: [*ENTRIES.values()])
    monkeypatch.setattr(uses, "_worded", lambda one: next(name for name, other in ENTRIES.items() if other is one))
    call = Call(Session(audience, who, "620100", "test"), {}, {}, {}, b"", "new", None, case)
    return {one["text"] for one in uses.listed(call).body["items"]}


@pytest.mark.parametrize(
    ("who", "audience", "values", "shown"),
    [
        ("p1", "depositor", {}, {"of the borrower", *STANDS_FOR_ALL}),
        ("p2", "depositor", {}, {*OF_SPOUSE, "of the spouse, by nobody's consent", *STANDS_FOR_ALL}),
        ("clerk-1", "clerk", {}, {*ENTRIES}),
        # Who is being corrected out of the case, and who was a party before.
        ("p2", "depositor", {"now": {"borrower": "p1"}}, {*OF_SPOUSE, "of the spouse, by nobody's consent", *STANDS_FOR_ALL}),
        ("p9", "depositor", {}, {"of an earlier spouse", "of an earlier spouse, by whose consent alone"}),
        ("p3", "depositor", {}, set()),
    ],
)  # fmt: skip
def test_a_party_reads_what_was_asked_of_themselves_and_the_home_and_no_other_persons(
    monkeypatch, who, audience, values, shown
):
    assert read(monkeypatch, who, audience, **values) == shown


@pytest.mark.parametrize(("method", "shown"), [(SIGNED_FORM, {"of an earlier spouse"}), ("agent", set())])
def test_who_signed_by_hand_and_is_a_party_no_more_reads_what_was_asked_of_them(monkeypatch, method, shown):
    signed = [SimpleNamespace(person="spouse", party="p9", method=method)]
    assert read(monkeypatch, "p9", "depositor", consents=[], presences=signed) == shown


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        ({**ASKED, "ward": "child_1"}, ("USE_OF_CHILD", {"use": ("USE_ANSWERED", {"agency": "home"})})),
        ({**ASKED, "outcome": "unheard of", "ward": "child_1"}, ""),
        (ASKED, ("USE_ANSWERED", {"agency": "home"})),
    ],
)
def test_what_was_asked_of_a_child_is_told_to_be_so(monkeypatch, entry, text):
    monkeypatch.setattr(uses, "text", lambda code, **said: (code, said))
    monkeypatch.setattr(
        uses, "text_or", lambda other, code, **said: (code, said) if said and code == "USE_ANSWERED" else other
    )
    assert uses._worded(entry) == text


@pytest.mark.parametrize(
    ("how", "agent", "code"),
    [
        ("post", False, "USE_SENT"),
        ("page", False, "USE_OPENED"),
        ("window", False, "USE_HANDED_OVER"),
        ("", False, "USE_HANDED_OVER"),
        ("window", True, "USE_HANDED_TO_AGENT"),
    ],
)
def test_it_is_told_how_papers_were_handed_out_and_that_an_agent_had_them(monkeypatch, how, agent, code):
    monkeypatch.setattr(uses, "text", lambda code, **said: (code, said["party"]))
    said = {"operator": "clerk-1", "subject": "spouse", "how": how, "agent": agent}
    assert uses._handed(said)[0] == code
