"""公安 population register: is this name with this ID number a living person, and who are their minor children?"""

from chalicelib.agencies import exchange
from chalicelib.agencies.police.answers import children_in, meaning, not_held
from chalicelib.agencies.purpose import Purpose
from chalicelib.domain.checks.finding import Finding
from chalicelib.domain.form.people import IDENTITY, Child, Party, is_co_owner

VERIFY = exchange.Service("police", "s_11620000MB0000001L_0001")
CHILDREN = exchange.Service("police", "s_11620000MB0000001L_0002")
ALL = "all"  # of their children: who they are is what is asked


def verify(person: Party, purpose: Purpose) -> Finding:
    """One party's identity (人口信息核验, matter M2, replaces A02), of a co-owner on their consent to that alone. The register holds residents:
    of other documents it is not asked."""
    if not person.is_resident:
        return not_held(person.key)
    params = {"xm": person.name, "sfzh": person.id_number}
    use = IDENTITY if is_co_owner(person.key) else "data"
    about = purpose.about(person.key, "M2", "A02", use=use)
    return exchange.call(VERIFY, params, about, lambda data: meaning(person.key, data))


def children_of(key: str, name: str, id_number: str, purpose: Purpose) -> tuple[Child, ...] | None:
    """The children of one person (户籍登记亲子关系, matter M2), on their own consent as guardian; None where the register does not hold
    that person. Service and names [assumption]."""
    params, use = {"xm": name, "sfzh": id_number}, purpose.of_child(ALL).about(key, "M2")
    return exchange.call(CHILDREN, params, use, children_in)
