"""Plans walks over a definition: the shortest script that takes a given way on, and from there the shortest to an end."""

import json
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Definition = Mapping[str, Any]
State = Mapping[str, Any]
Data = dict[str, Any]

OTHER = "neither_of_these"
"""A word that no Choice knows."""
FORESEEN_BY_NOBODY = "NeverSeenBefore"
"""An error that no policy knows: States.ALL has to catch it."""
LATE = "States.Timeout"
_ANY = "States.ALL"


@dataclass(frozen=True)
class Said:
    """What the function of one state, or whoever answers its wait, says: a routing word or an error."""

    state: str
    word: str = ""
    error: str = ""


@dataclass(frozen=True)
class Way:
    """One way on from a state: a Choice on a word, `""` its default; or what a Task or Parallel state catches."""

    state: str
    word: str
    then: str

    def __str__(self) -> str:
        return f"{self.state}-{self.word or 'otherwise'}"


@dataclass(frozen=True)
class Walk:
    """What the road is started with, what is said on the way in order, and every state it comes by, those in branches apart."""

    given: Data
    script: tuple[Said, ...]
    path: tuple[str, ...]


@dataclass(frozen=True)
class Walked:
    """How an execution ended, SUCCEEDED or FAILED, and the states it entered in order, those in branches too."""

    ended: str
    entered: list[str]

    def on(self, definition: Definition) -> tuple[str, ...]:
        """The states it came by, those in branches apart: they are entered in any order."""
        return tuple(name for name in self.entered if name in definition["States"])


@dataclass(frozen=True)
class _Step:
    """A state with its input, and how the road came there."""

    state: str
    data: Data
    before: "_Step | None" = None
    said: Said | None = None
    by: Way | None = None

    @property
    def key(self) -> str:
        return f"{self.state} {json.dumps(self.data, sort_keys=True)}"


def filled(definition: str) -> str:
    """A definition's text with the ARNs the template would fill in."""
    here = definition.replace("${Partition}", "aws-cn")
    return re.sub(r"\$\{(\w+)Arn\}", r"arn:aws-cn:lambda:cn-northwest-1:123456789012:function:\1", here)


def words(definition: Definition) -> list[Way]:
    """Every word of every Choice, and what happens on any other."""
    return [way for name, state in definition["States"].items() for way in _choices(name, state)]


def catches(definition: Definition) -> list[Way]:
    """Every error a task catches by itself, and the one of all others."""
    return [way for name, state in definition["States"].items() for way in _caught(name, state)]


def starts(given: Iterable[Iterable[tuple[str, str]]]) -> list[Data]:
    """What an execution may be started with: of each, the paths that are there, with the word where it is a certain one."""
    return [_data(dict(known)) for known in given]


def walk(definition: Definition, given: list[Data], way: Way) -> Walk | None:
    """A walk that takes this way on and goes on to an end, a good one if there is one; None where nothing said leads there."""
    begun = [_Step(definition["StartAt"], data) for data in given]
    there = _search(definition, begun, lambda step: step.by == way)
    ends = (_search(definition, [there], _is(definition, kind)) for kind in ("Succeed", "Fail")) if there else ()
    return next((_told(end) for end in ends if end), None)


def _is(definition: Definition, kind: str) -> Callable[[_Step], bool]:
    return lambda step: bool(definition["States"][step.state]["Type"] == kind)


def _data(known: Mapping[str, str]) -> Data:
    data: Data = {}
    for path in sorted(known):
        *above, name = path.split(".")
        place = data
        for part in above:
            place = place[part]
        place[name] = {} if any(other.startswith(f"{path}.") for other in known) else known[path] or name
    return data


def _told(end: _Step) -> Walk:
    steps: list[_Step] = []
    at: _Step | None = end
    while at:
        steps.append(at)
        at = at.before
    steps.reverse()
    return Walk(steps[0].data, tuple(step.said for step in steps if step.said), tuple(step.state for step in steps))


def _search(definition: Definition, begun: list[_Step], arrived: Callable[[_Step], bool]) -> _Step | None:
    seen, ahead = {step.key for step in begun}, deque(begun)
    while ahead:
        step = ahead.popleft()
        if arrived(step):
            return step
        for following in _leaving(definition["States"], step):
            if arrived(following):
                return following
            # A deadline is only let pass where it is what the walk is for: every one takes a second.
            if following.key not in seen and not (following.by and following.by.word == LATE):
                seen.add(following.key)
                ahead.append(following)
    return None


def _leaving(states: Mapping[str, State], step: _Step) -> Iterator[_Step]:
    name, state = step.state, states[step.state]
    if state["Type"] == "Choice":
        word = _at(state["Choices"][0]["Variable"], step.data)
        ways = list(_choices(name, state))
        yield _on(step, next((way for way in ways if way.word == word), ways[-1]))
    elif state["Type"] == "Pass":
        told = state["Result"] if "Result" in state else _filled(state["Parameters"], step.data)
        yield _Step(state["Next"], _put(step.data, state, told), step)
    elif state["Type"] == "Parallel":
        yield _Step(state["Next"], step.data, step)
    elif state["Type"] == "Task":
        for word in _answers(states, state):
            yield _Step(state["Next"], _put(step.data, state, {"next": word}), step, Said(name, word))
    for way in _caught(name, state):
        error = FORESEEN_BY_NOBODY if way.word == _ANY else way.word
        catcher = next(one for one in state["Catch"] if way.word in one["ErrorEquals"])
        data = _put(step.data, catcher, {"Error": error, "Cause": ""})
        yield _Step(way.then, data, step, Said(name, error=error), way)


def _on(step: _Step, way: Way) -> _Step:
    return _Step(way.then, step.data, step, by=way)


def _answers(states: Mapping[str, State], state: State) -> list[str]:
    """The words a task may say that make a difference to what follows it."""
    following = states.get(state.get("Next", ""), {})
    return [*(choice["StringEquals"] for choice in following.get("Choices", ())), OTHER]


def _choices(name: str, state: State) -> Iterator[Way]:
    for choice in state.get("Choices", ()):
        yield Way(name, choice["StringEquals"], choice["Next"])
    if state["Type"] == "Choice":
        yield Way(name, "", state["Default"])


def _caught(name: str, state: State) -> Iterator[Way]:
    if state["Type"] != "Task":  # the branches of a Parallel state let no error out: a test holds it
        return
    for catcher in state["Catch"]:
        for error in catcher["ErrorEquals"]:
            if not asked_again(state, error):
                yield Way(name, error, catcher["Next"])


def asked_again(state: State, error: str) -> bool:
    """True where a task is asked again whatever it fails of, so that its catch is for what is never come to."""
    rule = next((rule for rule in state["Retry"] if {error, _ANY} & set(rule["ErrorEquals"])), {"MaxAttempts": 0})
    return bool(rule["ErrorEquals"] == [_ANY]) if rule["MaxAttempts"] else False


def _put(data: Data, state: State, result: Any) -> Data:
    path = state.get("ResultPath")
    return {**data, path.removeprefix("$."): result} if path else data


def _filled(template: Mapping[str, Any], data: Data) -> Data:
    return {
        name.removesuffix(".$"): _at(value, data) if name.endswith(".$") else value for name, value in template.items()
    }


def _at(path: str, data: Data) -> Any:
    found: Any = data
    for name in path.removeprefix("$.").split("."):
        found = found[name]
    return found
