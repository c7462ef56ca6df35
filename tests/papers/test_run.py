"""The function that makes papers, as whoever needs one asks it."""

import hashlib
import json
from dataclasses import replace
from typing import Any
from unittest.mock import patch

import pytest
from moto.awslambda_simple.models import LambdaSimpleBackend

from chalicelib.casework import papers
from chalicelib.errors import PlatformUnavailable, Unexpected
from chalicelib.papers import run
from chalicelib.records import archive
from chalicelib.steps import frame
from tests.documents.conftest import text_of
from tests.papers.conftest import NOTICE, stored


@pytest.fixture
def case(submitted: Any) -> Any:
    return submitted()


def test_a_paper_is_printed_kept_and_told_by_the_digest_of_what_was_kept(platform, case):
    paper = papers.made(case, "acceptance.pdf", NOTICE)
    content = stored(platform, paper.key)
    assert paper.name == "acceptance.pdf" and paper.sha256 == hashlib.sha256(content).hexdigest()
    assert "现予受理" in text_of(content)


def test_asked_again_it_gives_the_file_it_gave_before_and_no_second_version(platform, case):
    first, again = (papers.made(case, "acceptance.pdf", NOTICE) for _ in range(2))
    versions = platform.client("s3").list_object_versions(Bucket="anju-archive", Prefix=f"cases/{case.id}/")
    assert first == again and len(versions["Versions"]) == 1


def test_papers_asked_for_together_are_each_the_file_that_is_made_alone(platform, case):
    alone = papers.made(case, "acceptance.pdf", NOTICE)
    other = replace(NOTICE, opening="另予受理。")
    first, second = papers.made_together(case, {"acceptance.pdf": NOTICE, "other.pdf": other})
    assert first == alone and second.name == "other.pdf" and "另予受理" in text_of(stored(platform, second.key))


def test_what_cannot_be_printed_is_unexpected_and_none_of_it_is_told(case, capsys):
    lacking = {"case": case.id, "name": "x.pdf", "kind": "acceptance", "values": {"head": {"title": "李晓示"}}}
    with pytest.raises(Unexpected) as told:
        run.handle(lacking)
    assert "李晓示" not in str(told.value) + capsys.readouterr().out


def test_a_kind_nobody_has_a_template_of_is_not_printed(case):
    for kind in ("style", "../acceptance", "nothing"):
        with pytest.raises(Unexpected):
            run.handle({"case": case.id, "name": "x.pdf", "kind": kind, "values": {}})


@pytest.mark.parametrize(
    ("told", "raised"),
    [
        ({"errorType": "PlatformUnavailable"}, PlatformUnavailable),
        ({"errorType": "Sandbox.Timedout"}, PlatformUnavailable),
        ({}, PlatformUnavailable),
        ({"errorType": "Unexpected"}, Unexpected),
    ],
)
def test_whoever_asks_waits_out_the_platform_and_stops_at_what_nobody_foresaw(case, told, raised, capsys):
    def failing(*given: Any) -> bytes:
        given[-1]["x-amz-function-error"] = "Unhandled"
        return json.dumps(told).encode()

    with patch.object(LambdaSimpleBackend, "invoke", failing), pytest.raises(raised):
        papers.made(case, "acceptance.pdf", NOTICE)
    said_itself = told.get("errorType") in ("PlatformUnavailable", "Unexpected")
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines() if "platform unavailable" in line]
    assert [(line["paper"], line["kind"]) for line in lines] == [("acceptance.pdf", "acceptance")] * (not said_itself)


def test_one_failure_of_a_paper_is_counted_once_by_the_step_that_asked_for_it(case, capsys):
    with patch.object(archive, "keep_once", side_effect=ConnectionResetError), pytest.raises(PlatformUnavailable):
        frame.run(
            {"case": case.id, "trace": case.trace, "step": "Issue"},
            lambda case, event: papers.made(case, "acceptance.pdf", NOTICE).key,
        )
    counted = [line for line in map(json.loads, capsys.readouterr().out.splitlines()) if "step_errors" in line]
    assert [(line["step"], line["kind"]) for line in counted] == [("Issue", "PlatformUnavailable")]
