"""Proofs (凭证): a scan or a terminal's result stands for one thing, whichever case it is brought to; and who has announced a scan."""

from datetime import timedelta

from botocore.exceptions import ClientError

from chalicelib import aws, clock
from chalicelib.records import conditional
from chalicelib.settings import setting

KEEP = timedelta(days=1)


def announce(case: str, scan: str, clerk: str) -> None:
    """Notes for a day that this clerk will bring the scan of a signed form. Safe to repeat."""
    ends = int((clock.now() + KEEP).timestamp())
    aws.client("dynamodb").put_item(
        TableName=setting("TABLE_EPHEMERAL"),
        Item={"key": {"S": _announced(case, scan)}, "clerk": {"S": clerk}, "expires": {"N": str(ends)}},
    )


def is_announced(case: str, scan: str, clerk: str) -> bool:
    """Whether it is this clerk who has announced this scan for this case."""
    item = (
        aws.client("dynamodb")
        .get_item(TableName=setting("TABLE_EPHEMERAL"), Key={"key": {"S": _announced(case, scan)}}, ConsistentRead=True)
        .get("Item")
    )
    return item is not None and item["clerk"]["S"] == clerk and int(item["expires"]["N"]) > clock.now().timestamp()


def claim(digest: str, stands_for: str) -> bool:
    """Takes a proof, by the digest of its content, for one thing; False when it stands for another. Safe to repeat."""
    try:
        aws.client("dynamodb").update_item(
            TableName=setting("TABLE_REGISTERS"),
            Key={"key": {"S": f"proof#{digest}"}},
            UpdateExpression="SET stands_for = :this",
            ConditionExpression="attribute_not_exists(stands_for) OR stands_for = :this",
            ExpressionAttributeValues={":this": {"S": stands_for}},
        )
    except ClientError as error:
        if conditional.lost(error):
            return False
        raise
    return True


def _announced(case: str, scan: str) -> str:
    return f"signed-form#{case}/{scan}"
