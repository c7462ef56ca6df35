"""Roles (角色): each function calls AWS as the role the template gives it, and is refused what that role may not do.

moto's own enforcement knows actions but hardly resources, so the policies it holds are judged here, before each call.
"""

from ast import literal_eval
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache, wraps
from types import ModuleType
from typing import Any

from botocore.exceptions import ClientError

from infra.local.actions import Request, requests

ROAD = "road"
"""The state machine's own identity."""

_running: ContextVar[str | None] = ContextVar("running", default=None)


def running() -> str | None:
    """The function at work in this thread, or None: then an operator is calling, who may do everything."""
    return _running.get()


@contextmanager
def acting_as(function: str | None) -> Iterator[None]:
    """What is called inside is called by that function, or by an operator."""
    token = _running.set(function)
    try:
        yield
    finally:
        _running.reset(token)


@dataclass(frozen=True)
class Roles:
    """The policy statements of each function's role."""

    statements: Mapping[str, tuple[Mapping[str, Any], ...]]

    def check(self, service: str, operation: str, params: Mapping[str, Any]) -> None:
        """Raises the `ClientError` AWS would raise if the function at work may not make this call."""
        function = running()
        if function is None:
            return
        for request in requests(service, operation, params):
            if not self.allows(function, request):
                raise _denied(function, operation, request)

    def allows(self, function: str, request: Request) -> bool:
        """An explicit Deny wins; otherwise one Allow is needed."""
        effects = {s["Effect"] for s in self.statements[function] if _speaks_of(s, request)}
        return "Allow" in effects and "Deny" not in effects


class Told(dict[str, str]):
    """The settings of all functions: each reads those the template tells it, an operator all of them."""

    def __init__(self, settings: Mapping[str, str], of: Mapping[str, frozenset[str]]) -> None:
        super().__init__(settings)
        self._of = of

    def __getitem__(self, name: str) -> str:
        function = running()
        if function is not None and name not in self._of[function]:
            raise KeyError(f"{name}: {function} is not told")
        return super().__getitem__(name)


def roles_of(iam: Any, functions: Mapping[str, str]) -> Roles:
    """Reads from IAM what the role (name) of each function allows."""
    return Roles({function: tuple(_statements(iam, role)) for function, role in functions.items()})


@contextmanager
def apart(modules: list[ModuleType]) -> Iterator[None]:
    """Gives every function its own copy of what those modules remember, as separate processes would have.

    Without this, a data key opened by one function would serve another that may not open it.
    """
    remembered = [
        (module, name, member)
        for module in modules
        for name, member in vars(module).items()
        if hasattr(member, "cache_clear") and member.__module__ == module.__name__
    ]
    for module, name, member in remembered:
        setattr(module, name, _per_function(member))
    try:
        yield
    finally:
        for module, name, member in remembered:
            setattr(module, name, member)


def _per_function(remembering: Any) -> Callable[..., Any]:
    @cache
    def copy(_function: str | None) -> Any:
        return cache(remembering.__wrapped__)

    @wraps(remembering.__wrapped__)
    def recall(*args: Any, **kwargs: Any) -> Any:
        return copy(running())(*args, **kwargs)

    recall.cache_clear = copy.cache_clear  # type: ignore[attr-defined]
    return recall


def _statements(iam: Any, role: str) -> Iterator[Mapping[str, Any]]:
    for name in iam.list_role_policies(RoleName=role)["PolicyNames"]:
        yield from _listed(iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"])
    for attached in iam.list_attached_role_policies(RoleName=role)["AttachedPolicies"]:
        policy = iam.get_policy(PolicyArn=attached["PolicyArn"])["Policy"]
        version = iam.get_policy_version(PolicyArn=policy["Arn"], VersionId=policy["DefaultVersionId"])
        yield from _listed(version["PolicyVersion"]["Document"])


def _listed(document: Any) -> list[Mapping[str, Any]]:
    if isinstance(document, str):  # moto gives a policy that CloudFormation put inline as a Python literal
        document = literal_eval(document)
    statements = [statement for statement in _many(document["Statement"]) if statement]  # AWS::NoValue leaves a None
    for statement in statements:
        if "NotAction" in statement or "NotResource" in statement:
            raise NotImplementedError("the local stack judges Action and Resource only")
    return statements


def _speaks_of(statement: Mapping[str, Any], request: Request) -> bool:
    return (
        any(fnmatchcase(request.action.lower(), pattern.lower()) for pattern in _many(statement["Action"]))
        and any(fnmatchcase(request.resource, pattern) for pattern in _many(statement["Resource"]))
        and all(
            _holds(test, key, _many(values), request.context)
            for test, keys in statement.get("Condition", {}).items()
            for key, values in keys.items()
        )
    )


def _holds(test: str, key: str, values: list[str], context: Mapping[str, str]) -> bool:
    if test not in ("StringEquals", "StringLike", "Bool"):
        raise NotImplementedError(f"condition {test} on {key}: teach infra/local/roles.py before using it")
    actual = context.get(key)
    return actual is not None and any(fnmatchcase(actual, str(value)) for value in values)


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _denied(function: str, operation: str, request: Request) -> ClientError:
    code = "AccessDenied" if request.action.startswith("s3:") else "AccessDeniedException"
    message = f"{function} is not authorized to perform {request.action} on {request.resource}"
    return ClientError(
        {"Error": {"Code": code, "Message": message}, "ResponseMetadata": {"HTTPStatusCode": 403}}, operation
    )
