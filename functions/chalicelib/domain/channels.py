"""The channels (渠道) people come by: what each is called, and who may log in through it. One that is not here lets nobody in.

A case remembers the channel it was begun in; nothing else depends on it.
"""

from collections.abc import Collection, Mapping
from typing import NamedTuple


class Channel(NamedTuple):
    """One channel: its name, and the audiences that come by it."""

    name: str
    audiences: Collection[str]


CHANNELS: Mapping[str, Channel] = {
    "wechat": Channel("微信小程序", ("depositor",)),
    "window": Channel("政务服务窗口", ("clerk",)),
    "desk": Channel("业务工作台", ("clerk", "reviewer", "supervisor", "ops", "hotline")),
    "bank": Channel("银企直连", ("bank",)),
}


def lets_in(channel: str, audience: str) -> bool:
    """Whether such a person may come by that channel."""
    return channel in CHANNELS and audience in CHANNELS[channel].audiences
