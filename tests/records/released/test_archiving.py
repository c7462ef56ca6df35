"""What earlier releases ended is archived by the sweep of today, from what they wrote down."""

import json

import pytest

from chalicelib.casework import packaging
from chalicelib.records import archive, casefile
from chalicelib.records.inspections import key_of
from infra.tools.archive.__main__ import of_case
from tests.records import released
from tests.records.released.conftest import World

STORES = pytest.mark.parametrize("world", released.names(), indirect=True, scope="function")


@STORES
def test_every_case_an_earlier_release_has_ended_gets_a_package_that_is_found_whole(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    digest = archive.digest  # of files that a store is without, it is what the record says
    s3, ended = world.platform.client("s3"), 0
    for case in (casefile.load(one.id) for one in world.store.cases):
        if packaging.is_due(case):
            for path, one in packaging.named(case).items():  # a store is of its tables alone
                bucket = "anju-documents" if one.document else "anju-archive"
                key = key_of(case.id, one.document) if one.document else f"cases/{case.id}/{path}"
                s3.put_object(Bucket=bucket, Key=key, Body=path.encode())
            hashes = {f"cases/{case.id}/{path}": one.sha256 for path, one in packaging.named(case).items()}
            monkeypatch.setattr(archive, "digest", lambda key, is_of=hashes: is_of.get(key) or digest(key))
            packaging.make(case)
            said = json.loads(archive.read(f"cases/{case.id}/{packaging.MANIFEST}"))
            rows = {row.path: row for row in of_case(case.id)}
            assert not [
                path for path, row in rows.items() if row.is_wrong and row.what not in ("paper", "upload", "scan")
            ]
            assert said["status"] == case.status and said["kind"] == case.application.kind
            ended += 1
    assert ended
