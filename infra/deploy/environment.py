"""What each function is told: a permission is of no use to who does not know the name of what it opens.

So settings follow the permissions. `python -m infra.deploy.permissions` writes what each function needs to where it
checks that when it starts; infra/deploy/package.py gives it exactly these.
"""

from pathlib import Path

MODULE = Path("functions/chalicelib/settings/needed.py")
# For each word of infra/deploy/permissions.py, the settings of infra/deploy/template.yaml it takes.
TAKES: dict[str, str] = {
    "case": "STAGE TABLE_CASES TABLE_PARTS KEY_CASES",  # whoever works on a case counts what happens, by stage
    "open cases": "TABLE_CASES KEY_CASES",
    "prune": "TABLE_PARTS",
    "agenda": "TABLE_CASES",
    "list cases": "TABLE_CASES",
    "index": "KEY_INDEX",
    "accept": "TABLE_REGISTERS",
    "hold": "TABLE_REGISTERS",
    "note loans": "TABLE_REGISTERS",
    "register": "TABLE_REGISTERS",
    "join": "TABLE_REGISTERS",
    "number papers": "TABLE_REGISTERS PUBLIC_URL",
    "look up": "TABLE_REGISTERS",
    "release": "TABLE_REGISTERS",
    "tasks": "TABLE_TASKS",
    "list tasks": "TABLE_TASKS",
    "resume": "",  # the token says whose it is
    "start": "STATE_MACHINE",
    "follow": "STATE_MACHINE",
    "draw": "STATE_MACHINE",
    "watch": "STAGE",
    "sessions": "TABLE_EPHEMERAL",
    "agencies": "EXCHANGE_URL SECRET_EXCHANGE TABLE_LEDGER",
    "banks": "SECRET_BANKS",
    "uploads": "BUCKET_DOCUMENTS",
    "have inspected": "FUNCTION_INSPECTION",
    "inspect": "BUCKET_DOCUMENTS SCANNER STAGE",
    "archive": "BUCKET_ARCHIVE",
    "package": "BUCKET_ARCHIVE BUCKET_DOCUMENTS",
    "read archive": "BUCKET_ARCHIVE",
    "seal": "SECRET_SEALS SEAL_PROFILE",
    "know seals": "SECRET_SEALS",
    "show pages": "UPLOAD_ORIGIN LOGIN_PAGE",
    "print": "FUNCTION_PAPERS",
    "trace": "TABLE_TRACES TRACE_EMITTER",
    "read traces": "TABLE_TRACES TRACE_EMITTER",
}


def needed(words: list[str]) -> tuple[str, ...]:
    """The settings, in order, of a function that has these permissions."""
    return tuple(sorted({name for word in words for name in TAKES[word].split()}))


def module(functions: dict[str, tuple[str, ...]]) -> str:
    """The text of the module that says what each handler needs."""
    says = '"""The settings each function needs, by its handler; written by `python -m infra.deploy.permissions`."""'
    lines = [f'    "{name}": "{" ".join(settings)}",' for name, settings in functions.items()]
    return "\n".join([says, "", "NEEDED = {", *lines, "}", ""])
