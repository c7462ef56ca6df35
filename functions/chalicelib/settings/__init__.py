"""What the template tells a function through its environment: read once, when its process starts, and checked then."""

import os
import re

from chalicelib.settings.needed import NEEDED

told = {name: value for name, value in os.environ.items() if name.startswith("ANJU_")}
"""Every setting of this process by its full name; the local stack and tests put theirs here."""

# By the first word of a name.
_FORMS = {
    "STAGE": r"global|china|local",
    "TABLE": r"[\w.-]{3,255}",
    "BUCKET": r"[a-z0-9.-]{3,63}",
    "KEY": r"arn:[\w-]+:kms:[\w-]+:\d{12}:key/[\w-]+",
    "SECRET": r"arn:[\w-]+:secretsmanager:[\w-]+:\d{12}:secret:\S+",
    "STATE": r"arn:[\w-]+:states:[\w-]+:\d{12}:stateMachine:\S+",
    "FUNCTION": r"arn:[\w-]+:lambda:[\w-]+:\d{12}:function:\S+",
    "SEAL": r"ECDSA_SHA_256|SM2DSA",
    "SCANNER": r"[\w.-]+:\d{1,5}",
    "EXCHANGE": r"https?://\S*[^\s/]",
    "PUBLIC": r"https?://\S*[^\s/]",
    "UPLOAD": r"https?://[^\s/;,]+",
    "LOGIN": r"none|https?://[^\s;,]+",
    "TRACE": r"xray|table",
}


class Misconfigured(Exception):
    """A function was deployed without settings it needs, or with some that cannot be right; names them, never values."""


def setting(name: str) -> str:
    """The value of one setting. Raises `KeyError` naming it if the process was not told."""
    return told[f"ANJU_{name}"]


def check(function: str) -> None:
    """Raises `Misconfigured` with every setting a function (`assess`; the API is `app`) lacks or that is malformed."""
    values = {f"ANJU_{name}": told.get(f"ANJU_{name}") for name in NEEDED[function].split()}
    missing = [name for name, value in values.items() if not value]
    malformed = [name for name, value in values.items() if value and not re.fullmatch(_form(name), value)]
    if missing or malformed:
        raise Misconfigured(f"{function}: missing {missing}, malformed {malformed}")


def _form(name: str) -> str:
    return _FORMS[name.split("_")[1]]
