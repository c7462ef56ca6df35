"""What is answered of acts of those who were not there: on forms signed by hand, and by agents."""

from typing import Literal

from chalicelib.api.answers.shape import Shown, Worded


class ByHand(Shown):
    """What was done, or is to be done, for a party who was not there: on a form they signed by hand, or by their agent (`is_agent`).

    `second`: who else has looked at the scan. `warning`: word of it may not have reached them, as nobody but staff has told their phone.
    `link`: to the scan, of an agent to the authorisation; good for ten minutes.
    """

    id: str
    person: str
    text: str
    act: Worded
    is_agent: bool
    place: str
    at: str
    by: str
    second: str | None
    second_at: str | None
    state: Literal["WAITING", "KEPT", "EXPIRED", "USED", "VOID", "DENIED"]
    state_text: str
    sha256: str
    warning: str | None
    link: str


class SignedForms(Shown):
    items: list[ByHand]


class AgentShown(Shown):
    """An authorisation of an agent, by `person`: which acts, its last day, and whether it may be relied on."""

    id: str
    person: str
    text: str
    acts: list[Worded]
    until: str
    state: Literal["WAITING", "VALID", "OVER", "VOID"]
    state_text: str
    void_at: str | None
    link: str


class Agents(Shown):
    id: str
    person: str
    agents: list[AgentShown]
