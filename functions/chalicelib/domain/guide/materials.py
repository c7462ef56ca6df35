"""The materials of the service guide: what a purchase kind can need, with the fields of the national list (申请材料要素)."""

from typing import Any

from chalicelib.domain.guide.possible import Possible, of_kind
from chalicelib.domain.guide.wording import Say, condition, said
from chalicelib.domain.materials import COMMITMENT, UPLOAD, is_tolerated
from chalicelib.domain.policy import Policy

BROUGHT = (UPLOAD, COMMITMENT)


def listed(kind: str, policy: Policy, say: Say) -> list[dict[str, Any]]:
    """Everything that can be needed under a purchase kind. Raises `KeyError` for one the policy does not know."""
    return [shown(possible, policy, say) for possible in of_kind(kind, policy)]


def shown(possible: Possible, policy: Policy, say: Say) -> dict[str, Any]:
    """One material that can be needed: about whom, when, from where, and what the person has to do with it."""
    material, entry = possible.material, f"materials.{possible.material.code}"
    sources = [
        {"mode": source.mode, "text": said(say, f"MODE_{source.mode}", source.mode), "condition": condition(when, say)}
        for source, when in possible.sources
    ]
    bring = _bring(possible)
    uploads = any(source["mode"] == UPLOAD for source in sources)
    return {
        "code": material.code,
        "name": material.name,
        "of": material.of,
        "of_text": said(say, f"SUBJECT_{material.of}", material.of),
        "condition": condition(possible.when, say),
        "why": material.why,
        "necessity": _necessity(possible, say),
        "bring": bring,
        "bring_text": say(f"BRING_{bring}"),
        "sources": sources,
        "source_channel": say("SOURCE_ELSE").join(_with(source["condition"], source["text"]) for source in sources),
        "type": "电子" if uploads else "数据",
        "original_num": 0,
        "copy_num": 1 if uploads else 0,
        "collect_way": ["online", "win"] if uploads else [],
        "explain": material.copies if uploads else "",
        "sample": say("GUIDE_PENDING") if uploads else "",
        "blank_form": say("GUIDE_PENDING") if uploads else "",
        "tolerable": is_tolerated(material, policy),
        "alternatives": [
            {"name": other.name, "condition": condition(when, say)} for other, when in possible.alternatives
        ],
        "verified": entry in policy.confirmed,
        "source": policy.sources.get(entry, ""),
    }


def _bring(possible: Possible) -> str:
    """Must the person bring it: never, always, only where the agency finds nothing (fallback), or may they (optional)."""
    modes = [source.mode for source, _ in possible.sources]
    if not any(mode in BROUGHT for mode in modes):
        return "NEVER"
    if possible.optional == {}:
        return "OPTIONAL"
    return "ALWAYS" if modes[0] in BROUGHT else "FALLBACK"


def _necessity(possible: Possible, say: Say) -> str:
    if possible.optional is None:
        return say("NECESSITY_REQUIRED")
    if not possible.optional:
        return say("NECESSITY_OPTIONAL")
    return say("NECESSITY_DEPENDS", condition=condition(possible.optional, say))


def _with(condition: str, text: str) -> str:
    return f"{condition}，{text}" if condition else text
