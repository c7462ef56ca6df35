"""Parties (申请各方): whom the form names, as natural persons, and whether each has come in and authorised what is asked."""

from collections.abc import Collection, Mapping
from typing import Any, Literal, NamedTuple

from chalicelib import clock
from chalicelib.casework import naming
from chalicelib.casework.corrections import form_is_open, form_that_holds
from chalicelib.casework.rules import policy_of
from chalicelib.domain.form import parties as whole
from chalicelib.domain.form.circumstances import of_form
from chalicelib.domain.form.completeness import departments
from chalicelib.domain.form.people import BORROWER as BORROWER
from chalicelib.domain.form.people import is_co_owner
from chalicelib.domain.policy import Authorisation, Policy
from chalicelib.records.casefile import CaseFile
from chalicelib.records.presences import SIGNED_FORM
from chalicelib.trust import consent
from chalicelib.trust.index import reference

State = Literal["CONFIRMED", "INVITED", "NOT_CONFIRMED"]
How = Literal["ONLINE", "AT_WINDOW", "ON_PAPER"]


class Party(NamedTuple):
    """One party: its key, the reference of the natural person (empty while no number is typed), how far they are, and how that was done."""

    key: str
    reference: str
    state: State
    how: How | None = None


def references(form: Mapping[str, Any]) -> dict[str, str]:
    """Whom a form names: party and reference of the ID number typed for it."""
    return {
        person["key"]: reference("person", person["id_number"])
        for person in form.get("people") or ()
        if person.get("key") and person.get("id_number")
    }


def named(case: CaseFile) -> dict[str, str]:
    """Whom the case names as it is now: party and reference, empty while none is typed. The borrower is always who applies."""
    if case.is_submitted and not form_is_open(case):
        return dict(case.parties)
    keys = [person["key"] for person in case.form.get("people") or () if person.get("key")]
    return {**dict.fromkeys(keys, ""), **references(case.form), BORROWER: case.applicant}


def rested_on(case: CaseFile) -> Mapping[str, str]:
    """Whose consents the case rests on: of whom was handed in, whoever is typed since; of a draft, of whom it names."""
    return case.parties if case.is_submitted else named(case)


def is_minor(case: CaseFile, key: str) -> bool:
    """Whether that party is not of age today (未成年人), in whatever role, by what the form says of them. Who borrows may authorise before their
    number is typed: until it is, nobody but their own login is asked about them (prefill)."""
    return _is_minor(form_that_holds(case), key)


def _is_minor(form: Mapping[str, Any], key: str) -> bool:
    _, entry = _entry(form, key)
    is_named = bool(entry.get("id_number")) or is_co_owner(key)
    return is_named and whole.is_named_under_age(entry, clock.today())


def without_birth(case: CaseFile, key: str) -> int | None:
    """The place in the form of a party whose document does not tell the day of birth, while nobody has typed it; None of any other."""
    place, entry = _entry(form_that_holds(case), key)
    return place if whole.is_birth_untold(entry, clock.today()) else None


def _entry(form: Mapping[str, Any], key: str) -> tuple[int, Mapping[str, Any]]:
    people = enumerate(form.get("people") or ())
    return next(((place, one) for place, one in people if one.get("key") == key), (0, {}))


def is_doubled(named: Mapping[str, str], key: str) -> bool:
    """Whether who that party is, is another party as well. The borrower is whoever applies, whatever is typed for others."""
    return key != BORROWER and [*named.values()].count(named[key]) > 1


def lacking(
    case: CaseFile,
    form: Mapping[str, Any],
    key: str,
    who: str,
    uses: Mapping[str, Authorisation],
    asked: Collection[str] = (),
) -> list[str]:
    """The uses that this natural person has not authorised as that party, in those words, under the name and number the form has, `data` for
    all departments `asked`. What was given to other words covers no newer purpose (个人信息保护法 14); what a minor gave alone, nothing."""
    found, minor = naming.live(case, form, {key: who}), _is_minor(form, key)
    return [
        use
        for use, words in uses.items()
        if (one := found.get((key, use))) is None
        or (use == "data" and not set(asked) <= set(consent.departments(one)))
        or (minor and one.get("method") != SIGNED_FORM)
        or _is_older(one, words)
    ]


def reworded(case: CaseFile, key: str, who: str, uses: Mapping[str, Authorisation]) -> set[str]:
    """The uses that this natural person has authorised as that party in words that have changed since: they are asked again, and told why."""
    found = consent.live(case.consents, {key: who})
    return {use for use, words in uses.items() if (one := found.get((key, use))) and _is_older(one, words)}


def lacks_new_words_only(case: CaseFile, key: str) -> bool:
    """Whether that party has authorised everything that was asked when the case was handed in, and lacks only that its words have changed since."""
    uses, who = whole.asked(policy_of(case), key), named(case)[key]
    return {*lacking(case, form_that_holds(case), key, who, uses)} <= reworded(case, key, who, uses)


def _is_older(one: consent.Consent, words: Authorisation) -> bool:
    return one.get("version", "").zfill(4) < words.version.zfill(4)


def lacks(case: CaseFile, key: str) -> list[str]:
    """The uses that party has still to authorise as the form stands; none while nothing is asked."""
    if not form_is_open(case):
        return []
    policy = policy_of(case)
    return lacking(case, case.form, key, named(case)[key], whole.asked(policy, key), asked_of(case.form, policy))


def asked_of(form: Mapping[str, Any], policy: Policy) -> dict[str, str]:
    """The departments that get the data of the people of such a form, and what each is called."""
    return departments(policy, of_form(form, policy))


def parties(case: CaseFile) -> list[Party]:
    """Every party, in the order of the form."""
    policy, form = policy_of(case), form_that_holds(case)
    asked = asked_of(form, policy) if form_is_open(case) else {}
    return [
        Party(
            key,
            who,
            _state(case, key, who, lacking(case, form, key, who, whole.asked(policy, key), asked)),
            how(case, key, who),
        )
        for key, who in named(case).items()
    ]


def how(case: CaseFile, key: str, who: str) -> How | None:
    """How this natural person gave what stands of their consents: the least sure way of them. None where none stands, or an earlier
    release did not keep it."""
    given = consent.live(case.consents, {key: who}).values()
    if any(one.get("method") == SIGNED_FORM for one in given):
        return "ON_PAPER"
    if any(one.get("presence") for one in given):
        return "AT_WINDOW"
    return "ONLINE" if any(one.get("session") for one in given) else None


def _state(case: CaseFile, key: str, who: str, lacks: list[str]) -> State:
    if not lacks:
        return "CONFIRMED"
    invited = case.invitations.get(key)
    waits = invited is not None and invited.party == who and invited.until > clock.stamp()
    return "INVITED" if waits or (who in case.people and key != BORROWER) else "NOT_CONFIRMED"
