"""Imports with room for their frames, so that a start does not ask the kernel for the same 16 KiB a thousand times.

Python (3.11 and later) keeps frames in pieces of 16 KiB, asks for a piece when a call crosses the end of the last and gives it back when
that call returns. Imports go that deep, botocore's deepest of all: where such an end comes to lie under a module with a loop or a
regular expression, every call in it maps and unmaps a piece. That was a twentieth of the start of every function.

So `imported` says of itself that its frame is larger than any such piece: Python gives it one of its own, and what is imported below has its
frames in the rest of it. It never uses what it asks for, and all is given back when it returns.
"""

from importlib import import_module
from types import ModuleType

_ROOM = 20_000  # words of the frame: it gets a piece of 256 KiB for itself, of which 96 are left to what it calls


def imported(module: str) -> ModuleType:
    """The module of that name, imported unless it is already. Raises what importing it raises."""
    return import_module(module)


imported.__code__ = imported.__code__.replace(co_stacksize=_ROOM)
