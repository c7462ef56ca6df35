"""公安 population register: is this name with this ID number a living person?"""

from chalicelib.agencies import exchange
from chalicelib.agencies.police.answers import meaning, not_held
from chalicelib.agencies.purpose import Purpose
from chalicelib.domain.checks.finding import Finding
from chalicelib.domain.form.application import Person

VERIFY = exchange.Service("police", "s_11620000MB0000001L_0001")


def verify(person: Person, purpose: Purpose) -> Finding:
    """One person's identity (人口信息核验, matter M2, replaces A02). The register holds residents: of other documents it is not asked."""
    if not person.is_resident:
        return not_held(person.key)
    params = {"xm": person.name, "sfzh": person.id_number}
    return exchange.call(VERIFY, params, purpose.about(person.key, "M2", "A02"), lambda data: meaning(person.key, data))
