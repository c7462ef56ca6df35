"""Which text each rule and figure of a centre rests on."""

from typing import Any, Literal

from chalicelib.api.answers.shape import Shown


class Ground(Shown):
    """`since` when it holds; `learnt`: when we knew, where that was later; `rests_on` names a source, `words` are those at `place`, empty
    where nobody read them. `verified`: they say so, for this centre."""

    since: str
    learnt: str | None
    verified: bool
    source: str
    rests_on: str
    place: str
    words: str


class RuleOfLaw(Ground):
    """`reads`: the figures it judges by; `refuses`: whether it refuses without a person; else a person looks, because what is `lacking` is not verified here."""

    code: str
    name: str
    text: str
    basis: str
    reads: list[str]
    refuses: bool
    lacking: list[str]


class FigureOfLaw(Ground):
    """`value` is as the policy holds it: docs/policy.md says what each figure is; `said` the same in Chinese with units, empty where the guide sets it out."""

    figure: str
    name: str
    value: Any
    said: str


class SourceOfLaw(Shown):
    """One text. `in_force`: since when, null where nobody looked; `supersedes`: the names of those whose place it took then. `binds`: all centres, the code of one, or nobody; `seen`: the day somebody last looked at it; `mark`: what was seen."""

    name: str
    authority: str
    title: str
    number: str
    url: str
    binds: str
    in_force: str | None
    supersedes: list[str]
    seen: str
    mark: Literal["T", "2S", "1S", "G", "assumed"]
    mark_text: str


class Law(Shown):
    centre: str
    name: str
    on: str
    policy: str
    rules: list[RuleOfLaw]
    figures: list[FigureOfLaw]
    sources: list[SourceOfLaw]
