"""公安 population register: is this name with this ID number a living person?"""

from chalicelib.agencies import exchange
from chalicelib.agencies.police.answers import meaning, not_held
from chalicelib.agencies.purpose import Purpose
from chalicelib.domain.checks.finding import Finding
from chalicelib.domain.form.people import IDENTITY, Party, is_co_owner

VERIFY = exchange.Service("police", "s_11620000MB0000001L_0001")


def verify(person: Party, purpose: Purpose) -> Finding:
    """One party's identity (人口信息核验, matter M2, replaces A02), of a co-owner on their consent to that alone. The register holds residents:
    of other documents it is not asked."""
    if not person.is_resident:
        return not_held(person.key)
    params = {"xm": person.name, "sfzh": person.id_number}
    use = IDENTITY if is_co_owner(person.key) else "data"
    about = purpose.about(person.key, "M2", "A02", use=use)
    return exchange.call(VERIFY, params, about, lambda data: meaning(person.key, data))
