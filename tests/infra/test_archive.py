"""A package looked at again: whatever is not as it was archived is found, named, and ends the command with 1."""

import hashlib
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from chalicelib.casework.packaging import FORMAT, MANIFEST, RECORD, canonical, placed
from infra.tools.archive import __main__ as command
from infra.tools.archive.checking import CHAIN, CHANGED, EXTRA, MISSING, PARTS, SAME, UNBOUND, checked


def hash_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def chain(*uses: str) -> list[dict[str, Any]]:
    places: list[dict[str, Any]] = []
    for number, use in enumerate(uses, start=1):
        body = json.dumps({"uses": [{"kind": use}], "previous": places[-1]["hash"] if places else ""})
        places.append({"number": number, "body": body, "hash": hash_of(body.encode())})
    return places


def package(record: dict[str, Any] | None = None) -> dict[str, bytes]:
    """A package of two papers, an upload and its record, by path."""
    ledger = chain("look", "results")
    files = {
        "d1/refused.pdf": b"%PDF refused", "d2/receipt.pdf": b"%PDF receipt", "uploads/d1": b"a scan",
        RECORD: canonical(record or {"item": {}, "parts": {}, "ledger": ledger}),
    }  # fmt: skip
    named = [{"path": path, "bytes": len(one), "sha256": hash_of(one), "what": "paper"} for path, one in files.items()]
    said = {"format": FORMAT, "ledger": {"places": 2, "hash": ledger[-1]["hash"]}, "files": named}
    return {**files, MANIFEST: canonical(said)}


def found(files: dict[str, bytes], bound: str | None = hash_of(package()[MANIFEST])) -> dict[str, str]:
    """What is not as it should be, by path."""
    return {
        row.path: row.state
        for row in checked(files, files.__getitem__, None if bound is None else [bound])
        if row.state != SAME
    }


def test_a_package_that_is_as_it_was_has_nothing_to_find():
    assert found(package()) == {}


@pytest.mark.parametrize("path", [path for path in package() if path != MANIFEST])
def test_one_changed_byte_in_any_file_is_found(path: str):
    files = package()
    assert found({**files, path: bytes([files[path][0] ^ 1]) + files[path][1:]}) == {path: CHANGED}


@pytest.mark.parametrize("path", package())
def test_a_removed_file_is_found(path: str):
    assert found({name: content for name, content in package().items() if name != path}) == {path: MISSING}


def test_a_file_that_was_added_is_found():
    assert found({**package(), "d9/forged.pdf": b"%PDF"}) == {"d9/forged.pdf": EXTRA}


def test_a_manifest_that_was_changed_to_fit_a_changed_file_is_found():
    files = {**package(), "uploads/d1": b"b scan"}
    said = json.loads(files[MANIFEST])
    said["files"][2]["sha256"] = hash_of(b"b scan")
    assert found({**files, MANIFEST: canonical(said)}) == {MANIFEST: CHANGED}


@pytest.mark.parametrize("written", [b"", b"[]", b"{}", b"\xff", b'{"format": "anju-archive/1"}'])
def test_what_is_no_manifest_is_found_and_nothing_is_said_of_the_rest(written: bytes):
    assert found({**package(), MANIFEST: written}, hash_of(written)) == {MANIFEST: CHANGED}


def test_a_manifest_whose_hash_nobody_knows_is_not_taken_for_right():
    assert found(package(), None) == {MANIFEST: UNBOUND}


@pytest.mark.parametrize("places", [[], chain("look"), chain("look", "other"), chain("look", "results")[::-1]])
def test_a_record_whose_ledger_is_not_the_chain_the_manifest_names_is_found(places: Any):
    files = package({"item": {}, "parts": {}, "ledger": places})
    assert found(files, hash_of(files[MANIFEST])) == {CHAIN: CHANGED}


def test_a_part_that_is_not_what_its_name_says_is_found():
    files = package({"item": {}, "parts": {"0" * 32: "YQ=="}, "ledger": chain("look", "results")})
    assert found(files, hash_of(files[MANIFEST])) == {PARTS: CHANGED}


def archived_again(*later: str) -> dict[str, bytes]:
    """The package, and beside it one for each receipt that was signed for afterwards."""
    files = package()
    for number, name in enumerate(later, start=2):
        ledger = chain("look", "results", *later[: number - 1])
        record = canonical({"item": {}, "parts": {}, "ledger": ledger})
        files |= {f"uploads/{name}": b"a receipt", placed(RECORD, number): record}
        named = [
            {"path": path, "bytes": len(one), "sha256": hash_of(one), "what": "other"} for path, one in files.items()
        ]
        said = {"format": FORMAT, "ledger": {"places": len(ledger), "hash": ledger[-1]["hash"]}, "files": named}
        files[placed(MANIFEST, number)] = canonical(said)
    return files


def found_again(files: dict[str, bytes], bound: dict[str, bytes]) -> dict[str, str]:
    hashes = [hash_of(content) for path, content in bound.items() if path.endswith("manifest.json")]
    return {row.path: row.state for row in checked(files, files.__getitem__, hashes) if row.state != SAME}


def test_packages_made_one_after_the_other_are_whole_together():
    files = archived_again("r1", "r2")
    assert found_again(files, files) == {}


@pytest.mark.parametrize("path", [path for path in archived_again("r1") if "manifest" not in path])
def test_one_changed_byte_in_any_file_of_two_packages_is_found(path: str):
    files = archived_again("r1")
    assert found_again({**files, path: b"x" + files[path][1:]}, files) == {path: CHANGED}


def test_an_earlier_package_that_the_ledger_names_and_is_not_there_as_it_was_is_found():
    files = archived_again("r1")
    assert MANIFEST in found_again({**files, MANIFEST: package()[MANIFEST] + b" "}, files)
    assert found_again(package(), files) == {MANIFEST: MISSING}


def test_a_later_manifest_that_calls_a_changed_file_right_does_not_make_it_so():
    """Even one that somebody has put into the ledger."""
    files = {**archived_again("r1"), "uploads/d1": b"b scan"}
    said = json.loads(files[last := placed(MANIFEST, 2)])
    next(one for one in said["files"] if one["path"] == "uploads/d1")["sha256"] = hash_of(b"b scan")
    files[last] = canonical(said)
    assert found_again(files, files) == {"uploads/d1": CHANGED}


def test_a_package_that_came_to_nothing_before_it_was_in_the_ledger_is_a_file_of_the_next():
    files = archived_again("r1")
    assert found_again(files, {placed(MANIFEST, 2): files[placed(MANIFEST, 2)]}) == {}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path, content in package().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    return tmp_path


def run(folder: Path, *more: str) -> tuple[int, str]:
    shown = StringIO()
    return command.main(["--folder", str(folder), *more], Console(width=120, file=shown)), shown.getvalue()


def test_the_command_prints_what_it_found_in_chinese_and_says_by_its_exit_whether_all_is_well(folder: Path):
    right = ("--sha256", hash_of(package()[MANIFEST]))
    code, said = run(folder, *right)
    assert code == 0 and "1 个与归档时一致" in said and "已改动" not in said
    (folder / "uploads" / "d1").unlink()
    (folder / "x").write_text("x")
    code, said = run(folder, *right)
    assert code == 1 and "缺失" in said and "清单外" in said and "0 个与归档时一致" in said
    assert run(folder)[0] == 1  # by no hash from elsewhere it is not known to be right
