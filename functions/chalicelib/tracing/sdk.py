"""The parts of aws-xray-sdk in use: its entities and its emitter, without the recorder its package makes on import."""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

import aws_xray_sdk

_PACKAGE = "aws_xray_sdk.core"


def part(name: str) -> Any:
    """A module of aws_xray_sdk.core, imported without running that package's `__init__`.

    That costs 5 ms instead of 20 in Lambda and 160 or more elsewhere, where the recorder makes an X-Ray client nobody
    asked for (docs/decisions/0004-tracing-through-the-sdk-without-its-recorder.md). Whoever imports the package itself
    later gets it whole.
    """
    if _PACKAGE in sys.modules:
        return import_module(f"{_PACKAGE}.{name}")
    bare = ModuleType(_PACKAGE)
    bare.__path__ = [f"{aws_xray_sdk.__path__[0]}/core"]
    sys.modules[_PACKAGE] = bare
    try:
        return import_module(f"{_PACKAGE}.{name}")
    finally:
        del sys.modules[_PACKAGE]
