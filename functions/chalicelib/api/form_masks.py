"""The form as others than those it is about may see it: how a field is masked is said by its type (api/forms/fields.py)."""

from collections.abc import Mapping
from functools import cache
from types import NoneType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from chalicelib.domain.form.people import is_co_owner
from chalicelib.trust import masking
from chalicelib.trust.masking import Mask, Rule

_OF_THE_HOME = ("centre", "kind", "home")  # all that a co-owner sees of the form besides their own entry


def masked(form: Mapping[str, Any], own: str | None = None) -> dict[str, Any]:
    """The one form masked, except the data of the person whose key is `own`; of a co-owner's own key, without all that is not the home's."""
    seen: dict[str, Any] = masking.masked(form, rules())
    if is_co_owner(own):
        seen = {name: part for name, part in seen.items() if name in _OF_THE_HOME}
        seen["people"] = [{} for _ in form.get("people") or ()]  # their own entry keeps its place
    for place, person in enumerate(form.get("people") or ()):
        if own and person.get("key") == own:
            seen["people"][place] = person
    return seen


@cache
def rules() -> Rule:
    """How every field of the form is masked; None for one whose type does not say, or says it twice: it is hidden."""
    from chalicelib.api.forms import Form  # the models are needed here alone

    return rule_of(Form)


def rule_of(kind: Any, *masks: Mask) -> Rule:
    """The rule of a model, a list, or a value of a type with these masks."""
    arguments = get_args(kind)
    if get_origin(kind) is Annotated:
        return rule_of(arguments[0], *masks, *(note for note in arguments[1:] if any(note is m for m in masking.MASKS)))
    if NoneType in arguments:
        (given,) = (one for one in arguments if one is not NoneType)
        return rule_of(given, *masks)
    if get_origin(kind) is list:
        return [rule_of(arguments[0])]
    if hasattr(kind, "model_fields"):
        types = get_type_hints(kind, include_extras=True)
        return {name: rule_of(types[name]) for name in kind.model_fields}
    return masks[0] if len(masks) == 1 else None
