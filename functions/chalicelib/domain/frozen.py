"""Frozen dataclasses that start cheaply: `@dataclass(frozen=True)` writes and compiles six methods for every class, a millisecond
each time a function starts; these share theirs. For what starts know; what rules make by the hundred is quicker with its own.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from functools import cache
from typing import Any, NamedTuple, NoReturn, TypeVar, dataclass_transform

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(made: type[_T]) -> type[_T]:
    """The class as `dataclass(frozen=True)` makes it: the same fields, equality, hash and words; `fields` and `replace` know it."""
    dataclass(init=False, repr=False, eq=False)(made)
    for name, method in _SHARED.items():
        setattr(made, name, method)
    return made


class _Shape(NamedTuple):
    """What the making of one needs to know of its class, once it is first made."""

    names: tuple[str, ...]
    in_order: tuple[str, ...]
    known: frozenset[str]
    defaults: Mapping[str, Any]
    fresh: Mapping[str, Callable[[], Any]]


@cache
def _shape(made: Any) -> _Shape:
    every = fields(made)
    defaults = {one.name: one.default for one in every if one.default is not MISSING}
    fresh = {one.name: one.default_factory for one in every if one.default_factory is not MISSING}
    names = tuple(one.name for one in every)
    in_order = tuple(one.name for one in every if not one.kw_only)
    return _Shape(names, in_order, frozenset(names), defaults, fresh)


def _init(self: Any, /, *values: Any, **named: Any) -> None:
    shape, own = _shape(self.__class__), self.__dict__
    own.update(shape.defaults)
    if values:
        own.update(zip(shape.in_order, values, strict=False))
    own.update(named)
    for name, make in shape.fresh.items():
        if name not in own:
            own[name] = make()
    twice = values and not named.keys().isdisjoint(shape.in_order[: len(values)])
    if own.keys() != shape.known or twice or len(values) > len(shape.in_order):
        raise TypeError(f"{type(self).__name__} is not made of {len(values)} values and {sorted(named)}")


def _values(self: Any) -> tuple[Any, ...]:
    return tuple(self.__dict__[name] for name in _shape(self.__class__).names)


def _eq(self: Any, other: object) -> bool:
    return _values(self) == _values(other) if other.__class__ is self.__class__ else NotImplemented


def _hash(self: Any) -> int:
    return hash(_values(self))


def _repr(self: Any) -> str:
    shown = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse(self: Any, name: str, *_: Any) -> NoReturn:
    raise FrozenInstanceError(f"{type(self).__name__}.{name} is not to be changed")


_SHARED = {
    "__init__": _init,
    "__eq__": _eq,
    "__hash__": _hash,
    "__repr__": _repr,
    "__setattr__": _refuse,
    "__delattr__": _refuse,
}
