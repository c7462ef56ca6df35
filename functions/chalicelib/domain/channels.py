"""The channels (渠道) people come by: what each is called, who may log in through it, and how surely that says who they are.

One that is not here lets nobody in. A case remembers the channel it was begun in; nothing else depends on it.
"""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from chalicelib.domain.assurance import Level


class Channel(NamedTuple):
    """One channel: its name, the audiences that come by it, and the level its logins have at most, whatever it says of them.

    `code`: people bring a one-time code of it; a bank signs its request instead.
    """

    name: str
    audiences: Collection[str]
    most: Level
    code: bool = True


CHANNELS: Mapping[str, Channel] = {
    "province": Channel("甘快办", ("depositor",), Level.REAL_NAME),
    "wechat": Channel("微信小程序", ("depositor",), Level.REAL_NAME),
    "alipay": Channel("支付宝小程序", ("depositor",), Level.REAL_NAME),
    "window": Channel("政务服务窗口", ("clerk",), Level.STRONG),
    "desk": Channel("业务工作台", ("clerk", "reviewer", "supervisor", "ops", "hotline"), Level.STRONG),
    "bank": Channel("银企直连", ("bank",), Level.STRONG, code=False),
}


def of(audience: str) -> list[str]:
    """The channels people of an audience log in by, the first offered first."""
    return [code for code, channel in CHANNELS.items() if channel.code and audience in channel.audiences]


def takes_codes(channel: str) -> bool:
    """Whether people log in there with a one-time code."""
    return channel in CHANNELS and CHANNELS[channel].code


def lets_in(channel: str, audience: str) -> bool:
    """Whether such a person may come by that channel."""
    return channel in CHANNELS and audience in CHANNELS[channel].audiences
