"""What one route is, what a handler is given and what it gives back."""

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from importlib import import_module
from typing import Any, Protocol

from chalicelib.domain.frozen import frozen
from chalicelib.records.casefile import CaseFile
from chalicelib.trust.sessions import Session

JSON = "application/json"
NOBODY = Session("public", "", "", "")


@frozen
class Call:
    """One request after its envelope was checked: who asks, the path's and query's values, headers in lower case, the body.

    `id` names what the request makes: the same for every repetition under one Idempotency-Key. `case` is there on
    routes that find one. `client`: the network address it came from, as the gateway saw it.
    """

    who: Session
    path: Mapping[str, str]
    query: Mapping[str, str]
    headers: Mapping[str, str]
    raw: bytes
    id: str
    body: Any = None
    found: CaseFile | None = None
    act: str = ""  # what is done, as one word: the last of the route's path
    client: str = ""

    @property
    def case(self) -> CaseFile:
        """The case this request is about."""
        assert self.found is not None, "only routes with `finds` have a case"
        return self.found

    def with_(self, **changes: Any) -> "Call":
        """The same call with some values set."""
        return replace(self, **changes)


@frozen
class Answer:
    """A successful answer: JSON body (or, on routes with another `media`, its text), status and further headers.

    One that is not `is_final` says what may be otherwise when it is asked again (nothing there, some of it not done): the same key is given no
    copy of it, so the work is done anew. A preview (`is_act` false) does nothing: its key may be sent with the act itself.
    """

    body: Mapping[str, Any] | str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    is_final: bool = True
    is_act: bool = True


class May(Protocol):
    """Who of those for whom a case is there may act on it."""

    def __call__(self, call: Call) -> None:
        """Refuses who may not."""

    def again(self, call: Call, told: Any) -> None:
        """Refuses who may not have `told`, the kept answer of what they did before."""


@frozen
class Route:
    """One method on one path. Everything the pipeline, the documentation and the tests need to know about it.

    `audience`: who may call (empty: anyone, or a partner). `signed`: finds the partner whose signature the request bears.
    `body` and `answer`: the pydantic models of request and answer, by module and name: `model_of` loads one when it is
    needed, so that a process that has served no body has not paid for pydantic. `creates`: the same key
    (Idempotency-Key, or a partner's webhook-id) gets the same answer. `finds`: the case the request is about, refusing
    those who may not know of it. `may`: refuses those who know of it and may not do this. `codes`: the problems it has besides those of every route. `media`: what it answers with;
    anything but JSON has no model.
    """

    method: str
    path: str
    summary: str
    handler: Callable[[Call], Answer]
    answer: str
    audience: tuple[str, ...] = ()
    body: str = ""
    query: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    creates: bool = False
    finds: Callable[[Call], CaseFile | None] | None = None
    may: May | None = None
    signed: Callable[[Call], Session] | None = None
    status: int = 200
    media: str = JSON

    @property
    def is_open(self) -> bool:
        """Whether anybody may read it, and so ask only whether it is there (HEAD)."""
        return self.method == "GET" and not self.audience and self.signed is None

    @property
    def reads(self) -> bool:
        """People only look, again and again: no trace need tell of it. A bank that fetches its contract is a step on the way."""
        return self.method == "GET" and "bank" not in self.audience


def model_of(name: str) -> Any:
    """The pydantic model with that name below api/, for example `forms.Form`."""
    module, _, attribute = name.rpartition(".")
    return getattr(import_module(f"chalicelib.api.{module}"), attribute)
