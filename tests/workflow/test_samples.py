"""The samples of the README, as real executions of the real definition."""

import pytest

from infra.local import samples
from infra.local.samples import Sample


@pytest.mark.parametrize("sample", samples.load(), ids=lambda sample: sample.key)
def test_a_sample_ends_as_its_file_says(world, sample: Sample):
    ending = world.play(sample)
    assert ending.wrong == []


def test_the_simple_case_takes_at_most_thirty_transitions_and_no_large_payload(world):
    ending = world.play("1")
    assert ending.transitions <= 30
    assert max(world.platform.bridge.largest.values()) < 16 * 1024
