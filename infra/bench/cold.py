"""Time to ready and memory of every function, each beside the floor in ABBA order, so that a busy machine cancels out."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any

from infra.bench.process import Function, start


@dataclass(frozen=True)
class Start:
    """Medians of one function: milliseconds to ready, of processor time, megabytes; and as ratios to the floor."""

    name: str
    ready: float
    cpu: float
    memory: float
    time_ratio: float
    cpu_ratio: float
    cpu_spread: tuple[float, float]  # the quartiles of the rounds: how much one round is worth
    memory_ratio: float


def measure(function: Function, beside: Function, rounds: int) -> Start:
    """`rounds` times (two at least): floor, function, function, floor."""
    pairs = [_abba(function, beside) for _ in range(rounds)]
    cpu_ratios = [_sum(own, "cpu") / _sum(other, "cpu") for other, own in pairs]
    lower, _, upper = quantiles(cpu_ratios, n=4)
    ours = [run for _, of_function in pairs for run in of_function]
    return Start(
        name=function.name.partition(".")[2],
        ready=_median(ours, "ready"),
        cpu=_median(ours, "cpu"),
        memory=_median(ours, "memory"),
        time_ratio=median(_sum(own, "ready") / _sum(other, "ready") for other, own in pairs),
        cpu_ratio=median(cpu_ratios),
        cpu_spread=(lower, upper),
        memory_ratio=median(_sum(own, "memory") / _sum(other, "memory") for other, own in pairs),
    )


def _abba(function: Function, beside: Function) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    first, second, third, fourth = (start(each) for each in (beside, function, function, beside))
    return [first, fourth], [second, third]


def _sum(runs: Iterable[dict[str, Any]], what: str) -> float:
    return sum(float(run[what]) for run in runs)


def _median(runs: Iterable[dict[str, Any]], what: str) -> float:
    return median(float(run[what]) for run in runs)
