"""Simulated tables and keys asked without the wire: the same conditions, expressions and errors, and neither botocore's requests nor moto's way to them, which are
two thirds of what a call costs. What can go wrong on the wire is seen where the stack runs as it is (tests/local, make demo); test_straight holds the two to each other."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from botocore import xform_name
from botocore.client import BaseClient
from botocore.parsers import JSONParser as AnswerParser
from moto.core import DEFAULT_ACCOUNT_ID
from moto.core.exceptions import JsonRESTError
from moto.core.parse import JSONParser
from moto.dynamodb.responses import DynamoHandler
from moto.kms.responses import KmsResponse


class _Tables(DynamoHandler):
    current_account = DEFAULT_ACCOUNT_ID

    def asked(self, operation: Any, request: Any) -> Any:
        self.body = self.params = JSONParser(operation)._do_parse(request, operation.input_shape)
        told = getattr(self, xform_name(operation.name))().result
        return {name: value for name, value in told.items() if name in operation.output_shape.members}


class _Keys(KmsResponse):
    current_account = DEFAULT_ACCOUNT_ID

    def asked(self, operation: Any, request: Any) -> Any:
        self.body = request["body"].decode()
        return _parsed(operation, 200, getattr(self, xform_name(operation.name))())


_STRAIGHT: dict[str, Any] = {"dynamodb": _Tables, "kms": _Keys}
_read = AnswerParser().parse


@contextmanager
def straight() -> Iterator[None]:
    """Every request for a table or a key goes straight to it, one at a time (moto puts whole tables back where a transaction fails); all others as ever."""
    whole, one_at_a_time = BaseClient._make_request, RLock()

    def made(client: Any, operation: Any, request: Any, context: Any) -> tuple[Any, dict[str, Any]]:
        if not (kind := _STRAIGHT.get(client.meta.service_model.service_name)):
            return whole(client, operation, request, context)
        handler = kind()
        handler.region = client.meta.region_name
        try:
            with one_at_a_time:
                status, told = 200, handler.asked(operation, request)
        except JsonRESTError as error:
            status, told = 400, _parsed(operation, 400, error.description)
            if shape := operation.service_model.shape_for_error_code(told["Error"]["Code"]):
                told |= _parsed(operation, 400, error.description, shape)
        return SimpleNamespace(status_code=status), {**told, "ResponseMetadata": {"HTTPStatusCode": status}}

    with patch.object(BaseClient, "_make_request", made):
        yield


def _parsed(operation: Any, status: int, body: str, shape: Any = None) -> dict[str, Any]:
    response = {"status_code": status, "headers": {}, "body": body.encode()}
    told: dict[str, Any] = _read(response, shape or operation.output_shape)
    return told
