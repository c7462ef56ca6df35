"""Which materials (申请材料) may be needed while facts are open: under a purchase kind, or in a draft that is not told enough yet."""

from chalicelib.domain.form import circumstances
from chalicelib.domain.frozen import frozen
from chalicelib.domain.policy import Alternative, Material, Policy, Source, When


@frozen
class Possible:
    """One material as a purchase kind may need it: what of its condition is open, the sources that may apply, and what
    of the condition of each is open too; `optional` None where it is required."""

    material: Material
    when: When
    sources: tuple[tuple[Source, When], ...]
    alternatives: tuple[tuple[Alternative, When], ...]
    optional: When | None


def of_kind(kind: str, policy: Policy) -> tuple[Possible, ...]:
    """Everything that can be needed under a purchase kind. Raises `KeyError` for one the policy does not know."""
    return possible(circumstances.of_kind(policy.kinds[kind]), policy, kind)


def possible(facts: circumstances.Facts, policy: Policy, kind: str = "") -> tuple[Possible, ...]:
    """Everything that can be needed as far as the facts go; of no purchase kind in particular if none is named."""
    chosen = policy.kinds.get(kind)

    def left(when: When) -> When | None:
        return circumstances.remaining(when, facts, chosen)

    linked = {check for matter in policy.matters if left(matter.when) is not None for check in matter.checks}
    return tuple(
        Possible(
            material,
            when,
            tuple(
                (s, w)
                for s in material.sources
                if (not s.check or s.check in linked) and (w := left(s.when)) is not None
            ),
            tuple((a, w) for a in material.alternatives if (w := left(a.when)) is not None),
            None if material.optional is None else left(material.optional),
        )
        for material in policy.materials
        if (when := left(material.when)) is not None
    )
