"""What may be brought after acceptance (容缺), and what is owed of it. A material is tolerated where the list says that it may be, the policy
of the centre says within how many days, and whoever applies has committed to that."""

from chalicelib.domain.checks.evidence import Evidence
from chalicelib.domain.form.application import Application, upload_key
from chalicelib.domain.materials import Need, is_to_be_brought, needed
from chalicelib.domain.policy import Policy


def offered(application: Application, policy: Policy, evidence: Evidence | None = None) -> tuple[Need, ...]:
    """What this application may lack for now: also what an agency may still tell, of which a paper is asked if it does not.
    What was brought is looked at like anything else: nobody puts off what is there."""
    return tuple(
        need
        for need in needed(application, policy, evidence)
        if need.tolerable
        and not (need.held or need.optional or application.documents.get(upload_key(need.code, need.subject)))
    )


def owed(application: Application, policy: Policy, evidence: Evidence) -> tuple[Need, ...]:
    """What is lacking of what was to be brought later: also what was brought, until somebody has looked at it and it is enough."""
    return tuple(
        need
        for need in needed(application, policy, evidence)
        if is_to_be_brought(need) and upload_key(need.code, need.subject) in application.tolerated
    )
