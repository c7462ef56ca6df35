"""How a tool of another process reaches the running local stack (正在运行的本地环境): where its AWS answers, and what its functions are told.

Names and addresses of this machine only: whoever may ask can read everything of the made-up people as it is.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import Any
from unittest.mock import patch

import botocore.session
import urllib3

from chalicelib import aws, settings
from infra.local.actions import REGION

AT = "/start/platform"
_NOBODY = "local"  # moto looks at no key


class Unreachable(Exception):
    """No local stack runs at that address."""


def served(endpoint: str, env: Mapping[str, str]) -> dict[str, Callable[[Any, Any], dict[str, Any]]]:
    """What answers by path, as the picker does (infra/local/picker.py): `endpoint` is where moto serves everything, `env` what is told."""
    told = json.dumps({"endpoint": endpoint, "settings": dict(env)})

    def platform(_event: Any, _context: object) -> dict[str, Any]:
        headers = {"Content-Type": "application/json", "Cache-Control": "no-store"}
        return {"statusCode": 200, "headers": headers, "body": told}

    return {AT: platform}


@contextmanager
def reached(api: str) -> Iterator[None]:
    """Inside, this process works on the stack whose API is there, as an operator. Raises `Unreachable`."""
    try:
        answer = urllib3.request("GET", f"{api.rstrip('/')}{AT}", timeout=5.0, retries=False)
        told = answer.json()
        endpoint, known = str(told["endpoint"]), dict(told["settings"])
    except (urllib3.exceptions.HTTPError, ValueError, KeyError, TypeError) as error:
        raise Unreachable(api) from error
    session = botocore.session.get_session()
    session.set_credentials(_NOBODY, _NOBODY)

    @cache
    def client(service: str) -> Any:
        return session.create_client(service, region_name=REGION, endpoint_url=endpoint, config=aws.config_of(service))

    with ExitStack() as working:
        working.enter_context(patch.object(settings, "told", known))
        working.enter_context(patch.object(aws, "client", client))
        yield
