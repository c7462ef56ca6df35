"""Assurance (认证强度): how surely somebody is who they say, lowest first. An act that binds a person needs more than looking at a draft."""

from enum import IntEnum


class Level(IntEnum):
    """`LOGGED_IN` 已登录: an account of the channel, of whom nobody knows. `REAL_NAME` 实名: the channel has verified name and ID number.
    `STRONG` 人脸或第二因素: besides, a live face or a second factor, a moment ago."""

    LOGGED_IN = 1
    REAL_NAME = 2
    STRONG = 3

    def __str__(self) -> str:
        """The level as records and clients read it."""
        return self.name
