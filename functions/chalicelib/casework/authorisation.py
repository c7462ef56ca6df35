"""The credit authorisation (征信查询授权书) on paper: each party's own document, kept and under seal before the bureau is asked."""

from contextlib import suppress

from chalicelib import policy
from chalicelib.agencies.purpose import Purpose
from chalicelib.casework import naming, papers
from chalicelib.casework.purpose import asking
from chalicelib.errors import AgencyRefused, AgencyUnavailable, PreconditionFailed
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile, Expect
from chalicelib.records.contents import stored
from chalicelib.trust import consent

CREDIT = naming.CREDIT


def on_paper(case: CaseFile, given: consent.Consent, name: str, id_number: str) -> consent.Consent:
    """A consent to `credit` together with its paper: name, key, SHA-256, whom it names, and the seal if it is to be had now. Safe to
    repeat."""
    drawn = _drawn_up(case, {**given, "named": naming.digest(case, name, id_number)}, name, id_number)
    with suppress(AgencyUnavailable, AgencyRefused), asking(case, CREDIT) as purpose:
        return _sealed(drawn, purpose)
    return drawn  # it will be sealed before the bureau is asked


def complete(case: CaseFile) -> CaseFile:
    """The case with the paper of every live credit authorisation under seal. One that an earlier release took without a paper gets
    it from what was kept of that act. Raises `AgencyUnavailable`, `Contended`, and `PreconditionFailed` where one bears another name than the
    application."""
    live = consent.live(case.consents, case.parties) | naming.live(case, case.handed_in, case.parties)
    given = [one for (_, use), one in live.items() if use == CREDIT]
    people = {person.key: person for person in case.application.people}
    for one in given:
        if not naming.bears(one, naming.digest(case, people[one["person"]].name, people[one["person"]].id_number)):
            raise PreconditionFailed(
                f"the credit authorisation of {one['person']} bears another name than the application",
                "AUTHORISATION_OF_ANOTHER_NAME",
            )
    wanted = [one for one in given if "seal" not in one]
    if not wanted:
        return case
    named = {one["id"]: people[one["person"]] for one in wanted}
    drawn = [
        one if "paper" in one else _drawn_up(case, one, named[one["id"]].name, named[one["id"]].id_number)
        for one in wanted
    ]
    with asking(case, CREDIT) as purpose:
        done = {one["id"]: _sealed(one, purpose) for one in drawn}
    every = [done.get(one["id"], one) for one in case.consents]
    casefile.amend(case, expect=Expect(unchanged=("consents",)), consents=every)
    return casefile.load(case.id)


def _drawn_up(case: CaseFile, given: consent.Consent, name: str, id_number: str) -> consent.Consent:
    from chalicelib.documents.authorisation import Signer, authorisation

    paper = authorisation(policy.centres()[case.centre], Signer(given["person"], name, id_number), given)
    kept = papers.made(case, f"authorisation-{given['id'].removeprefix('consent_')}.pdf", paper)
    return {**given, "paper": stored(kept)}


def _sealed(drawn: consent.Consent, purpose: Purpose) -> consent.Consent:
    from chalicelib.agencies import seal

    applied = seal.apply(drawn["paper"]["sha256"], "CREDIT_AUTHORISATION", purpose)
    return {
        **drawn,
        "seal": {"signature": applied.signature, "certificate": applied.certificate, "at": applied.sealed_at},
    }
