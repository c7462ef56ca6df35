"""What a deployed function might be told: every setting of the template, well formed."""

from tests.given import template

_OF_AWS = "arn:aws-cn:{}:cn-northwest-1:123456789012:{}"
_BY_KIND = {
    "STAGE": "china",
    "TABLE": "anju-table",
    "BUCKET": "anju-bucket",
    "KEY": _OF_AWS.format("kms", "key/0d1f-2b"),
    "SECRET": _OF_AWS.format("secretsmanager", "secret:anju-abc"),
    "EXCHANGE": "https://exchange.example/v1",
    "FUNCTION": _OF_AWS.format("lambda", "function:anju-inspection:live"),
    "PUBLIC": "https://anju.example/api",
    "LOGIN": "none",
    "UPLOAD": "https://anju-bucket.example",
    "SEAL": "ECDSA_SHA_256",
    "SCANNER": "clamd.example:3310",
    "STATE": _OF_AWS.format("states", "stateMachine:anju-china-road"),
    "TRACE": "table",
}
TOLD = {name: _BY_KIND[name.split("_")[1]] for name in template.variables()}
