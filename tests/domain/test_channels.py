"""Who comes by which channel: what is declared opens, and nothing else."""

import pytest

from chalicelib.domain import channels


@pytest.mark.parametrize(
    ("channel", "audience", "lets_in", "takes_codes"),
    [
        ("wechat", "depositor", True, True),
        ("wechat", "clerk", False, True),
        ("window", "clerk", True, True),
        ("window", "reviewer", False, True),
        ("bank", "bank", True, False),  # it signs its requests
        ("bank", "depositor", False, False),
        ("carrier_pigeon", "depositor", False, False),
        ("", "ops", False, False),
    ],
)
def test_a_channel_lets_in_whom_it_is_declared_for_and_one_nobody_declared_lets_in_nobody(
    channel, audience, lets_in, takes_codes
):
    assert (channels.lets_in(channel, audience), channels.takes_codes(channel)) == (lets_in, takes_codes)
