"""AWS clients of the local stack: what `chalicelib.aws.client` is while it runs."""

from threading import RLock
from typing import Any

import botocore.session

from chalicelib import aws
from infra.local.roles import Roles, acting_as


class Clients:
    """One client per service; each call is judged by the role of the function at work. S3 is at `storage` (a URL)."""

    def __init__(self, storage: str) -> None:
        self._session = botocore.session.get_session()
        self._urls = {"s3": storage}
        self._made: dict[str, Any] = {}
        self._lock = RLock()  # sessions are not made for threads
        self._roles: Roles | None = None

    def url(self, service: str) -> str:
        """Where a service is that has an address of its own."""
        return self._urls[service]

    def judged_by(self, roles: Roles) -> None:
        """From now on calls are judged."""
        self._roles = roles

    def __call__(self, service: str) -> Any:
        """The client of one service."""
        with self._lock:
            if service not in self._made:
                self._made[service] = self._make(service)
            return self._made[service]

    def _make(self, service: str) -> Any:
        client = self._session.create_client(
            service, config=aws.config_of(service), endpoint_url=self._urls.get(service)
        )
        client.meta.events.register_first("before-parameter-build.*", self._judge_call)
        if service == "s3":
            client.generate_presigned_post = self._judged_post(client.generate_presigned_post)
        return client

    def _judge_call(self, params: dict[str, Any], model: Any, **_rest: Any) -> None:
        if self._roles:
            self._roles.check(model.service_model.service_name, model.name, params)

    def _judged_post(self, presign: Any) -> Any:
        # A presigned form carries its maker's right to put the object, and no request of ours shows it.
        def judged(Bucket: str, Key: str, **how: Any) -> Any:
            if self._roles:
                self._roles.check("s3", "PutObject", {"Bucket": Bucket, "Key": Key})
            with acting_as(None):  # botocore asks how a bucket is created to learn its address
                return presign(Bucket, Key, **how)

        return judged
