"""Opening, annotating and closing segments. The open one is a context variable, so concurrent steps never mix."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from chalicelib.tracing import log, sdk
from chalicelib.tracing.emitters import emit

ANNOTATIONS = {"case", "step", "centre", "outcome", "attempt", "agency", "bank", "route", "status", "error"}
_CODE = re.compile(r"[\w ./:{}-]{1,200}", re.ASCII)
_LONG_NUMBER = re.compile(r"\d{7}")  # ID, phone, card and account numbers; a case number is the one exception
_open: ContextVar[Any] = ContextVar("open_entity", default=None)
_Entity = sdk.part("models.entity").Entity
_Segment = sdk.part("models.segment").Segment
_TraceId = sdk.part("models.traceid").TraceId


def new_trace_id() -> str:
    """A fresh X-Ray trace id, for example 1-6742a1b3-0f1e2d3c4b5a69788796a5b4; the case carries it from submission."""
    return str(_TraceId().to_id())


@contextmanager
def begin(trace_id: str | None, name: str, *, reading: bool = False, **annotations: object) -> Iterator[str]:
    """Opens a segment, one per step run or API request, in a given trace or a new one; yields the trace id.

    Whoever only reads (`reading`) leaves no segment, unless that fails: people look again and again, and nothing has happened.
    """
    segment = _Segment(clean(name), traceid=trace_id or new_trace_id())
    with log.about(segment):
        try:
            with _within(segment, annotations):
                yield segment.trace_id
        finally:
            if not reading or getattr(segment, "fault", False):
                emit(segment)


@contextmanager
def call(name: str, **annotations: object) -> Iterator[None]:
    """Opens a subsegment: one call to an agency or a bank. Does nothing where no segment is open."""
    parent = _open.get()
    if parent is None:
        yield
        return
    entity = _Entity(clean(name))
    entity.namespace = "remote"
    parent.add_subsegment(entity)
    with _within(entity, annotations):
        yield


def note(**annotations: object) -> None:
    """Adds annotations to the innermost open segment or subsegment, if there is one.

    Raises `ValueError` for a name outside `ANNOTATIONS`. A value that is not a short code, path pattern or small number
    is recorded as `refused`: what a client sent must not fail the request that traces it.
    """
    unknown = annotations.keys() - ANNOTATIONS
    if unknown:
        raise ValueError(f"annotations not allowed in a trace: {sorted(unknown)}")
    entity = _open.get()
    if entity is not None:
        for key, value in annotations.items():
            entity.put_annotation(key, clean(value, key))


def fault() -> None:
    """Says that what is open has failed, where no error is raised to say so."""
    entity = _open.get()
    if entity is not None:
        entity.add_fault_flag()


@contextmanager
def _within(entity: Any, annotations: Mapping[str, object]) -> Iterator[None]:
    token = _open.set(entity)
    try:
        note(**annotations)
        yield
    except BaseException as error:
        entity.add_fault_flag()
        note(error=type(error).__name__)
        raise
    finally:
        entity.close()
        _open.reset(token)


def clean(value: object, key: str = "") -> Any:
    """The value if it is a short code, path pattern or small number; `refused` for what might be personal."""
    text = str(value) if isinstance(value, str | int) else ""
    if not _CODE.fullmatch(text) or (key != "case" and _LONG_NUMBER.search(text)):
        return "refused"
    return value if isinstance(value, int) else text
