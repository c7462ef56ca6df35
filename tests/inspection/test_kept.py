"""What becomes of a file that is inspected: kept once as it is announced, put away where the scanner finds something, told otherwise why not."""

import hashlib
import io

import pytest
from botocore.exceptions import ClientError

from chalicelib.errors import PlatformUnavailable
from chalicelib.inspection import clamd, images, pdfs, run

SENT, ANEW = b"as it was sent", b"written anew"
ASKED = {"sent": "incoming/1", "kept": "kept/1", "quarantine": "away/1", "content_type": "image/png", "size": len(SENT),
         "sha256": hashlib.sha256(SENT).hexdigest(), "as_it_is": False}  # fmt: skip


def failed(code):
    return ClientError({"Error": {"Code": code, "Message": ""}}, "Any")


class Bucket:
    """Objects by key: their bytes and metadata; `out` is what it fails with when it is read, `full` when it is written."""

    def __init__(self):
        self.held, self.out, self.full = {"incoming/1": (SENT, {})}, None, None

    def get_object(self, *, Bucket, Key):  # noqa: N803
        if self.out or Key not in self.held:
            raise failed(self.out or "NoSuchKey")
        content = self.held[Key][0]
        return {"ContentLength": len(content), "Body": io.BytesIO(content)}

    def put_object(self, *, Bucket, Key, Body, IfNoneMatch=None, Metadata=None, **_):  # noqa: N803
        if self.full or (IfNoneMatch == "*" and Key in self.held):
            raise failed(self.full or "PreconditionFailed")
        self.held[Key] = Body, Metadata
        return {"VersionId": "v1"}

    def head_object(self, *, Bucket, Key):  # noqa: N803
        return {"Metadata": self.held[Key][1], "VersionId": "v0"}

    def delete_object(self, *, Bucket, Key):  # noqa: N803
        del self.held[Key]


@pytest.fixture
def bucket(own_names, monkeypatch):
    made = Bucket()
    made.found = None
    monkeypatch.setattr(run.aws, "client", lambda name: made)
    monkeypatch.setattr(clamd, "found_in", lambda content, scanner: made.found)
    monkeypatch.setattr(images, "rewritten", lambda content, kind: ANEW)
    monkeypatch.setattr(pdfs, "read", lambda content: None)
    return made


def sha(content):
    return hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("more", "kept"),
    [
        ({}, ANEW),
        ({"as_it_is": True}, SENT),  # what proves something is kept byte for byte
        ({"content_type": "application/pdf"}, SENT),
        ({"content_type": "application/pdf", "as_it_is": True}, SENT),
        ({"size": None}, ANEW),
    ],
)
def test_a_picture_is_kept_as_it_is_written_anew_and_what_proves_something_byte_for_byte(bucket, more, kept):
    told = run.handle({**ASKED, **more})
    assert told == {"defect": None, "version": "v1", "sha256": sha(kept)}
    assert bucket.held["kept/1"] == (kept, {"made-of": sha(SENT), "sha256": sha(kept)})
    assert "away/1" not in bucket.held


@pytest.mark.parametrize(
    ("there", "told"),
    [
        ({"made-of": sha(SENT), "sha256": "as then"}, {"defect": None, "version": "v0", "sha256": "as then"}),
        ({"made-of": sha(b"another"), "sha256": "s"}, {"defect": "DOCUMENT_CHANGED", "version": None, "sha256": None}),
        ({"made-of": "", "sha256": "s"}, {"defect": "DOCUMENT_CHANGED", "version": None, "sha256": None}),
        ({"sha256": "s"}, {"defect": "DOCUMENT_CHANGED", "version": None, "sha256": None}),
    ],
)
def test_what_is_kept_already_is_never_put_over_and_answers_for_the_very_bytes_it_was_made_of(bucket, there, told):
    bucket.held["kept/1"] = b"before", there
    assert run.handle(ASKED) == told
    assert bucket.held["kept/1"] == (b"before", there)


@pytest.mark.parametrize("more", [{}, {"as_it_is": True}, {"content_type": "application/pdf"}])
def test_what_the_scanner_finds_something_in_is_put_away_and_is_nowhere_else(bucket, more):
    bucket.found = "Something"
    assert run.handle({**ASKED, **more})["defect"] == "DOCUMENT_INFECTED"
    assert bucket.held == {"away/1": (SENT, None)}


@pytest.mark.parametrize(
    ("more", "sent", "defect"),
    [
        ({"sent": "incoming/2"}, SENT, "DOCUMENT_ABSENT"),
        ({}, b"", "DOCUMENT_EMPTY"),
        ({"size": len(SENT) + 1}, SENT, "DOCUMENT_SIZE_WRONG"),
        ({"size": 0}, SENT, "DOCUMENT_SIZE_WRONG"),
        ({"sha256": sha(ANEW)}, SENT, "DOCUMENT_CHANGED"),
        ({}, bytes(run.MOST_BYTES + 1), "DOCUMENT_TOO_LARGE"),
    ],
)
def test_what_is_not_there_or_not_what_was_announced_is_told_and_kept_nowhere(bucket, more, sent, defect):
    bucket.held = {"incoming/1": (sent, {})}
    assert run.handle({**ASKED, **more}) == {"defect": defect, "version": None, "sha256": None}
    assert [*bucket.held] == ["incoming/1"]


@pytest.mark.parametrize(("where", "code"), [("out", "SlowDown"), ("out", "AccessDenied"), ("full", "SlowDown")])
def test_a_store_that_does_not_answer_says_nothing_of_a_file(bucket, where, code):
    setattr(bucket, where, code)
    with pytest.raises(PlatformUnavailable):
        run.handle(ASKED)


def test_what_nobody_scanned_is_not_kept(bucket, monkeypatch):
    def silent(content, scanner):
        raise clamd.NotScanned("broke off")

    monkeypatch.setattr(clamd, "found_in", silent)
    with pytest.raises(clamd.NotScanned):
        run.handle(ASKED)
    assert [*bucket.held] == ["incoming/1"]
