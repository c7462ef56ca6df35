"""Texts of a case stand in its item in few bytes, say what they said, and those of earlier releases are read as they are."""

import hashlib
import json
from typing import Any

import pytest

from chalicelib.domain.checks.finding import Finding, Outcome
from chalicelib.domain.status import Status
from chalicelib.errors import Contended
from chalicelib.records import casefile, dense, layout, usual
from chalicelib.records.changes import Expect
from chalicelib.records.contents import Answer
from chalicelib.records.loan import Signature
from tests.given import case as given
from tests.given.form import sample

BESIDE = "part:findings.tax.home"
HASH, AT = "0123456789abcdef" * 4, "2026-11-28T02:23:16.322Z"
SIGNED = {"sha256": HASH, "at": AT, "by": "bank:B01", "evidence": HASH[:32]}
TEXTS = [
    SIGNED,
    [HASH[:number] for number in (15, 16, 17, 31, 32, 33, 48, 63, 64)],
    [HASH * 3, HASH.upper(), "1234567890123456", "0" * 64],
    [AT, AT[:-5] + "Z", AT.replace("-11-", "-13-"), AT.replace("T02", "T25"), AT.replace("2026", "1969"), AT * 2],
    ["2000-01-01T00:00:00.000Z", "2099-12-31T23:59:59.999Z", "2026-11-28T02:23:13.264830+00:00"],
    {"words": "本人承诺目前没有配偶\u2028𠮷", "quoted": '\x01\x02\x03\x04\x00 "\\u0001" \n'},
    "a" * 5000,
]


@pytest.mark.parametrize("value", TEXTS)
def test_a_text_says_what_it_said_whatever_stands_in_it(value: Any):
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    assert dense.text(dense.stored(written)) == written
    assert len(next(iter(dense.stored(written).values()))) <= len(written.encode())


def test_what_was_written_once_says_the_same_for_ever():
    kept = "01434e718ccaaee99dabcfbec745231cf4b66e36d3552502e912437b2d00"
    assert json.loads(dense.text({"B": bytes.fromhex(kept)})) == SIGNED


def test_the_words_texts_are_written_against_are_never_changed():
    first = "cc929b65c6499df545a906910221c06dc677e1d9ff02ad878c718c918e5c3477"
    assert {number: hashlib.sha256(words).hexdigest() for number, words in usual.WORDS.items()} == {1: first}


@pytest.mark.parametrize("revision", [1, 99, 10**14])
def test_what_is_compared_by_what_it_says_stands_as_it_is(revision: int):
    assert layout.encoded("revision", revision) == {"S": str(revision)}


@pytest.fixture
def submitted(platform: Any) -> Any:
    return given.submitted(sample(1)["form"])


@pytest.fixture
def of_an_earlier_release(submitted: Any, platform: Any) -> Any:
    """A case as schema 2 had it: every text as it is, and the name of a finding beside its answer."""
    casefile.amend(submitted, answers=answered("TAX_PAID"), signatures={"borrower": Signature(**SIGNED)})
    (item,) = platform.items("cases")
    answer = json.loads(item["findings"]["M"]["tax.home"]["S"])
    item[BESIDE] = {"S": answer.pop("part")}
    item["findings"]["M"]["tax.home"]["S"] = json.dumps(answer)
    platform.client("dynamodb").put_item(TableName="anju-cases", Item={**item, "schema": {"N": "2"}})
    return item


def answered(code: str) -> Any:
    """The answer of the tax authority about the home, with its finding."""
    return {"tax.home": (Answer("q", AT, "confirmed", code), Finding("tax", "home", Outcome.CONFIRMED, code))}


def test_a_case_of_an_earlier_release_is_read_as_it_was(submitted: Any, of_an_earlier_release: Any):
    then = casefile.load(submitted.id)
    assert then.as_read["people"] == of_an_earlier_release["people"]
    assert then.signatures["borrower"] == Signature(**SIGNED) and then.application == submitted.application
    assert [one.code for one in then.findings] == ["TAX_PAID"] and then.answers["tax.home"].code == "TAX_PAID"


def test_an_answer_to_it_takes_the_place_of_the_one_before_wherever_its_name_stood(
    submitted: Any, of_an_earlier_release: Any, platform: Any
):
    casefile.amend(casefile.load(submitted.id), answers=answered("TAX_UNPAID"))
    (now,) = platform.items("cases")
    assert BESIDE not in now and [one.code for one in casefile.load(submitted.id).findings] == ["TAX_UNPAID"]
    assert of_an_earlier_release[BESIDE]["S"] in {
        one["part"]["S"] for one in platform.items("parts") if "expires" in one
    }


@pytest.mark.parametrize("name", sorted(one.removeprefix(layout.POINTER) for one in layout.COMPARED))
def test_it_is_changed_while_it_is_as_it_was_read_and_not_after(submitted: Any, of_an_earlier_release: Any, name: Any):
    first, second = casefile.load(submitted.id), casefile.load(submitted.id)
    expect = Expect(status=(Status.SUBMITTED,), unchanged=(name,))
    casefile.amend(first, expect=expect, people={"person_other": "spouse"}, consents=[], form={}, unit="unit_other")
    if name in ("people", "consents", "form"):
        with pytest.raises(Contended):
            casefile.amend(second, expect=expect, unit="unit_third")
    else:
        casefile.amend(second, expect=expect, unit="unit_third")
        assert casefile.load(submitted.id).unit == "unit_third"
