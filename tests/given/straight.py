"""The simulated store asked without the wire: the same tables, conditions and expressions, and neither botocore's requests nor moto's way to them, which
are two thirds of what a call costs. For what asks it a hundred thousand times; what can go wrong on the wire is not seen here."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Any
from unittest.mock import patch

from botocore import xform_name
from botocore.client import BaseClient
from moto.core.exceptions import JsonRESTError
from moto.dynamodb.models import DynamoDBBackend, dynamodb_backends
from moto.dynamodb.responses import DynamoHandler

from tests.given.platform import ACCOUNT, REGION


class _Straight(DynamoHandler):
    @property
    def dynamodb_backend(self) -> DynamoDBBackend:
        found: DynamoDBBackend = dynamodb_backends[ACCOUNT][REGION]
        return found


@contextmanager
def straight() -> Iterator[None]:
    """Every call to DynamoDB goes straight to the simulated tables, one at a time as with `fair_tables`; all others as ever."""
    whole, one_at_a_time = BaseClient._make_api_call, RLock()

    def call(client: Any, operation: str, how: Any) -> Any:
        if client.meta.service_model.service_name != "dynamodb":
            return whole(client, operation, how)
        handler = _Straight()
        handler.body = handler.params = how
        try:
            with one_at_a_time:
                return getattr(handler, xform_name(operation))().result
        except JsonRESTError as error:
            told = json.loads(error.description)
            code = told.pop("__type").rpartition("#")[2]
            message = told.pop("message", told.pop("Message", ""))
            failed = {"Error": {"Code": code, "Message": message}, **told}
            raise client.exceptions.from_code(code)(failed, operation) from None

    with patch.object(BaseClient, "_make_api_call", call):
        yield
