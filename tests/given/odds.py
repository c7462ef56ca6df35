"""Odds of a random history: hypothesis draws evenly from `one_of`, and one that is named twice there counts once."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy


def odds(*of: tuple[int, SearchStrategy[Any]]) -> SearchStrategy[Any]:
    """One of these, each as often as its number says."""
    return st.sampled_from([one for times, one in of for _ in range(times)]).flatmap(lambda one: one)
