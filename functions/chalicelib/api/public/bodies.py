"""What the public routes take (请求体), less the form a quote is asked with (quotes.py)."""

from typing import Annotated

from pydantic import Field

from chalicelib.api.bodies import Sha256
from chalicelib.api.forms import Model
from chalicelib.api.forms.fields import coded
from chalicelib.domain.channels import CHANNELS
from chalicelib.domain.form.codes import Table

_NAMES = Table("办理渠道", {code: channel.name for code, channel in CHANNELS.items() if channel.code})
_CHANNELS = {"enum": list(_NAMES.codes), **coded(_NAMES)}


class Login(Model):
    """A one-time code of the unified identity platform, as the channel got it."""

    channel: Annotated[str, Field(max_length=20, examples=["wechat"], json_schema_extra=_CHANNELS)]
    code: Annotated[str, Field(min_length=1, max_length=200)]


class Proving(Model):
    """The one-time code of the channel's live face check or second factor."""

    code: Annotated[str, Field(min_length=1, max_length=200)]


class Comparing(Model):
    """The SHA-256 of a file that somebody has before them."""

    sha256: Sha256
