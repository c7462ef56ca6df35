"""The case file (案卷): one DynamoDB item per case, so that one conditional update changes everything that belongs together.

Top-level names hold JSON text, or plain strings where an index or a condition needs them. Five maps grow by key:
`findings` (check.subject -> answer), `events` (timeline), `documents` (uploads), `signatures` (by party) and `messages`
(told to parties). Personal data is sealed.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from botocore.exceptions import ClientError

from chalicelib import aws, clock
from chalicelib.domain.application import Application, application_from
from chalicelib.domain.checks.finding import Finding, finding_from
from chalicelib.errors import CaseNotFound, Contended
from chalicelib.settings import setting
from chalicelib.trust import vault

_PLAIN = {
    "id",
    "number",
    "centre",
    "status",
    "applicant",
    "opened_at",
    "submitted_at",
    "key",
    "form",
    "application",
    "grounds",
}
_MAPS = ("findings", "events", "documents", "signatures", "messages")
ENDED = {"DISBURSED", "REFUSED", "NOT_ACCEPTED", "WITHDRAWN", "CANCELLED", "EXPIRED"}
WITHDRAWABLE = {"SUBMITTED", "VERIFYING", "CORRECTION", "REVIEWING", "ATTENDING", "SIGNING", "REGISTERING"}


@dataclass(frozen=True)
class CaseFile:
    """One case as it was read. Values are decoded; sealed ones open on first use."""

    values: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def get(self, name: str, default: Any = None) -> Any:
        """A value, or the default where the case has none yet."""
        return self.values.get(name, default)

    @property
    def id(self) -> str:
        """The opaque id a case has from its draft on."""
        return str(self.values["id"])

    @property
    def number(self) -> str:
        """The case number 办件流水号 (43 characters), empty until accepted."""
        return str(self.values.get("number", ""))

    @property
    def status(self) -> str:
        """Where the case stands; see docs/states.md."""
        return str(self.values["status"])

    @property
    def ended(self) -> bool:
        """True when nothing will move any more."""
        return self.status in ENDED

    @cached_property
    def form(self) -> dict[str, Any]:
        """The one form as last saved, in the API's own shape."""
        return dict(self.unseal("form"))

    @cached_property
    def application(self) -> Application:
        """The submitted application. Raises `KeyError` before submission."""
        return application_from(self.unseal("application"))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What every agency has answered so far, one finding per check and subject."""
        return tuple(
            finding_from(self.open(f"findings.{key}", entry["sealed"]))
            for key, entry in self.values["findings"].items()
        )

    def answered(self, check: str, subject: str, of: str) -> bool:
        """True if this very question (`of`, a digest of what is asked) has its answer already."""
        entry = self.values["findings"].get(f"{check}.{subject}")
        return entry is not None and entry["of"] == of

    def seal(self, name: str, value: Any) -> str:
        """Encrypts a value for this case under a name."""
        return vault.seal(self.id, self.values["key"], name, value)

    def open(self, name: str, sealed: str) -> Any:
        """Decrypts what was sealed for this case under a name."""
        return vault.unseal(self.id, self.values["key"], name, sealed)

    def unseal(self, name: str) -> Any:
        """Opens a sealed top-level value."""
        return self.open(name, self.values[name])


def create(case_id: str, centre: str, applicant: str, form: Mapping[str, Any], channel: str) -> CaseFile:
    """Opens a draft (草稿). Creating the same id again returns what is there."""
    key = vault.new_key(case_id)
    values: dict[str, Any] = {
        "id": case_id, "centre": centre, "applicant": applicant, "status": "DRAFT", "channel": channel, "revision": 1,
        "opened_at": clock.stamp(), "key": key, "form": vault.seal(case_id, key, "form", form), "people": {applicant: "borrower"},
    }  # fmt: skip
    item = {name: _encode(name, value) for name, value in values.items()} | {name: {"M": {}} for name in _MAPS}
    try:
        aws.client("dynamodb").put_item(
            TableName=setting("TABLE_CASES"), Item=item, ConditionExpression="attribute_not_exists(id)"
        )
    except ClientError as error:
        if not _is_conditional(error):
            raise
    return load(case_id)


def load(case_id: str) -> CaseFile:
    """Reads a case, strongly consistent. Raises `CaseNotFound`."""
    found = aws.client("dynamodb").get_item(
        TableName=setting("TABLE_CASES"), Key={"id": {"S": case_id}}, ConsistentRead=True
    )
    if "Item" not in found:
        raise CaseNotFound(case_id)
    return CaseFile({name: _decode(name, value) for name, value in found["Item"].items()})


def amend(
    case_id: str,
    changes: Mapping[str, Any],
    *,
    expect: Mapping[str, Collection[Any]] | None = None,
) -> None:
    """Writes several values in one atomic update; `a.b` names the entry `b` of map `a`; None removes.

    `expect` maps a top-level name to the values it may have now (None in it allows absence). Raises `Contended` when an
    expectation does not hold. Safe to repeat.
    """
    try:
        aws.client("dynamodb").update_item(**update(case_id, changes, expect=expect))
    except ClientError as error:
        if _is_conditional(error):
            raise Contended(case_id) from None
        raise


def update(
    case_id: str,
    changes: Mapping[str, Any],
    *,
    expect: Mapping[str, Collection[Any]] | None = None,
) -> dict[str, Any]:
    """The DynamoDB `Update` that `amend` performs, for use inside a transaction."""
    names: dict[str, str] = {"#id": "id"}
    values: dict[str, Any] = {}
    sets, removes = [], []
    for number, (path, value) in enumerate(changes.items()):
        place = _place(path, number, names)
        if value is None:
            removes.append(place)
            continue
        values[f":v{number}"] = _encode(path, value)
        sets.append(
            f"{place} = if_not_exists({place}, :v{number})"
            if path.startswith(("events.", "messages."))
            else f"{place} = :v{number}"
        )
    conditions = ["attribute_exists(#id)"]
    for number, (name, allowed) in enumerate((expect or {}).items()):
        names[f"#e{number}"] = name
        tests = [f"attribute_not_exists(#e{number})"] if None in allowed else []
        for index, option in enumerate(option for option in allowed if option is not None):
            values[f":e{number}_{index}"] = _encode(name, option)
            tests.append(f"#e{number} = :e{number}_{index}")
        conditions.append("(" + " OR ".join(tests) + ")")
    clauses = [f"SET {', '.join(sets)}"] * bool(sets) + [f"REMOVE {', '.join(removes)}"] * bool(removes)
    return {
        "TableName": setting("TABLE_CASES"),
        "Key": {"id": {"S": case_id}},
        "UpdateExpression": " ".join(clauses),
        "ConditionExpression": " AND ".join(conditions),
        "ExpressionAttributeNames": names,
        **({"ExpressionAttributeValues": values} if values else {}),
    }


def event(code: str, key: str = "", **values: str) -> dict[str, Any]:
    """A timeline entry to merge into `amend`'s changes; an entry already there is kept, so a repeated step tells it once.

    `code` is in the catalogue; `key` tells apart entries of one code (a round, a subject).
    """
    return {f"events.{code}{key and '.' + key}": {"at": clock.stamp(), "code": code, "values": values}}


def listing(
    index: str, key: str, cursor: str | None = None, limit: int = 50
) -> tuple[list[dict[str, Any]], str | None]:
    """One page of cases, newest first, by `applicant` or `centre`: id, number, status, opened_at; and the next cursor."""
    asked: dict[str, Any] = {
        "TableName": setting("TABLE_CASES"), "IndexName": f"by_{index}", "KeyConditionExpression": "#k = :k",
        "ExpressionAttributeNames": {"#k": index}, "ExpressionAttributeValues": {":k": {"S": key}},
        "ScanIndexForward": False, "Limit": limit,
    }  # fmt: skip
    if cursor:
        asked["ExclusiveStartKey"] = json.loads(cursor)
    page = aws.client("dynamodb").query(**asked)
    rows = [{name: _decode(name, value) for name, value in item.items()} for item in page["Items"]]
    return rows, json.dumps(page["LastEvaluatedKey"]) if "LastEvaluatedKey" in page else None


def _place(path: str, number: int, names: dict[str, str]) -> str:
    parts = path.split(".", 1)
    for index, part in enumerate(parts):
        names[f"#n{number}_{index}"] = part
    return ".".join(f"#n{number}_{index}" for index in range(len(parts)))


def _encode(path: str, value: Any) -> dict[str, Any]:
    if path in _PLAIN:
        return {"S": value}
    return {"S": json.dumps(value, ensure_ascii=False, separators=(",", ":"))}


def _decode(name: str, value: Mapping[str, Any]) -> Any:
    if name in _MAPS:
        return {key: json.loads(entry["S"]) for key, entry in value["M"].items()}
    return value["S"] if name in _PLAIN else json.loads(value["S"])


def _is_conditional(error: ClientError) -> bool:
    return bool(error.response["Error"]["Code"] == "ConditionalCheckFailedException")
