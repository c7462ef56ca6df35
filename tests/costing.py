"""What all tests together cost (make test holds it to a budget): processor seconds, told as on one processor whichever they ran on.

A landing runs on machines of which one takes twice as long as another, and a slow one's budget would let through on a fast one what takes twice as long.
So each process measures now and then how fast it counts, beside its tests, and its seconds are told as those of a processor that counts to ten million in 0.42 s."""

import os
import time
from statistics import median
from typing import Any

import pytest

_COUNTED, _SECONDS = (
    200_000,
    0.42 / 50,
)  # how far is counted, and in how many seconds by the processor as whose all are told
_EVERY = 3.0  # processor seconds


class Costing:
    """The budget as a plugin: workers tell theirs to the process that began them, which adds up."""

    def __init__(self, budget: float) -> None:
        self._budget = budget
        self._took: list[float] = []
        self._paces = [_pace()]
        self._measured = _processor()

    def pytest_runtest_logfinish(self) -> None:
        if _processor() - self._measured > _EVERY:
            self._paces.append(_pace())
            self._measured = _processor()

    @pytest.hookimpl(tryfirst=True)  # before workers are waited for, and counted as our children too
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        took = _processor() * _SECONDS / median(self._paces)
        if hasattr(session.config, "workeroutput"):
            session.config.workeroutput["took"] = took
            return
        took += sum(self._took)
        print(f"\n{took:.0f} processor seconds of {self._budget:.0f}")
        if took > self._budget and session.exitstatus == pytest.ExitCode.OK:
            print("Over the budget of the suite: make a test cheaper, or raise BUDGET in the Makefile")
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any, error: object) -> None:
        self._took.append(getattr(node, "workeroutput", {}).get("took", 0.0))


def _processor() -> float:
    # Not by the clock: neighbours on the machine take that from us, and processor time hardly.
    return sum(os.times()[:4])


def _pace() -> float:
    began, counted = time.process_time(), 0
    while counted < _COUNTED:
        counted += 1
    return time.process_time() - began
