"""What is written down of a store is a store: whoever makes the next one finds that out here, and not when a release is over."""

from pathlib import Path
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.records import casefile
from chalicelib.trust import vault
from tests.given import case as given
from tests.given.form import sample
from tests.records import released
from tests.records.released import snapshot

KEYS = {"cases": ("id",), "parts": ("case", "part")}


def test_a_store_that_is_written_down_opens_as_it_was(platform: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with snapshot.witnessing() as seen:
        was = casefile.load(given.submitted(sample(1)["form"]).id)
        assert was.application and was.form
    snapshot.write(tmp_path / "new.json.gz", platform, seen, {"made_at": clock.stamp(), "road": {}, "cases": []})
    emptied(platform)
    monkeypatch.setattr(released, "FOLDER", tmp_path)
    released.load(platform, "new")
    now = casefile.load(was.id)
    assert (now.application, now.form, now.as_read) == (was.application, was.form, was.as_read)


def emptied(platform: Any) -> None:
    for table, names in KEYS.items():
        for item in platform.items(table):
            platform.client("dynamodb").delete_item(TableName=f"anju-{table}", Key={name: item[name] for name in names})
    vault._key.cache_clear()
