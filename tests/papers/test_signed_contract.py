"""The contract with all its signatures and seals, and what a bank must give for its own."""

import hashlib
import json
from dataclasses import replace
from datetime import date
from io import BytesIO
from types import SimpleNamespace

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from chalicelib import policy
from chalicelib.banks import partners, seals
from chalicelib.casework import papers, signed_contract
from chalicelib.documents.printing import KINDS, Place
from chalicelib.documents.signatures import Signed, page
from chalicelib.errors import BankUnavailable, PreconditionFailed, Unexpected
from chalicelib.papers import making
from chalicelib.records import parts
from chalicelib.records.loan import Contract, Signature
from chalicelib.trust import secrets
from infra.local.certificates import seal_of
from infra.simulators.bank_seals import BankSeals
from infra.simulators.province import Province
from tests.documents.conftest import COUPLE, text_of
from tests.given.case import put
from tests.given.platform import BANKS
from tests.papers.conftest import stored
from tests.papers.judging import POPPLER, by_poppler, is_good, is_good_sm2, judged

NUMBER = "JK6201002026112300001"
AT = "2026-11-23T16:30:05.000Z"  # after midnight in Gansu


class Bank:
    """A simulated bank, which can lose an answer; `path` says what it was asked, in order."""

    def __init__(self):
        self.seals, self.asked, self.lose = BankSeals(Province(), BANKS), [], ""

    def post(self, bank, path, id, body):
        self.asked.append(path)
        if path == seals.QUERY:
            said = self.seals.query(bank, body["contract_number"], body["digest"])
        else:
            said = self.seals.order(bank, body["contract_number"], body["digest"], body["signed"])
        if self.lose == path:
            self.lose = ""
            raise BankUnavailable("B01: lost")
        return json.dumps(said).encode()


@pytest.fixture
def bank(monkeypatch):
    one = Bank()
    monkeypatch.setattr(partners, "post", one.post)
    return one


@pytest.fixture
def case(submitted, platform):
    """A case whose contract everybody has signed."""
    from chalicelib.documents import contract as drawing

    read = submitted()
    decision = {"amount": "500000", "months": 240, "rate": "2.6", "method": "01", "policy_version": "620100@2026-01-01"}
    rules = policy.in_force("620100", date(2026, 11, 23))
    drawn = drawing.contract(NUMBER, replace(COUPLE, people=read.application.people), decision, rules, "2026-11-23")
    kept = papers.made(read, "contract.pdf", drawn)
    seal = {"signature": "s", "certificate": "c", "at": "2026-11-23T09:00:00.000Z"}
    contract = Contract(NUMBER, "B01", kept.name, kept.key, kept.sha256, seal=seal, takes_seals=True)
    by = {"borrower": {}, "spouse": {"presence": "p1", "method": "signed_form"}, "bank": {}}
    signatures = {
        party: Signature(kept.sha256, AT, party, parts.put(read.id, parts.packed({"party": party, "how": how})))
        for party, how in by.items()
    }
    return put(read.id, contract=contract, signatures=signatures)


@pytest.fixture
def sealed(platform, case, bank):
    return stored(platform, signed_contract.paper(case).key)


def test_the_file_begins_with_what_everybody_signed(platform, case, sealed):
    signed = stored(platform, case.contract.key)
    assert sealed.startswith(signed) and hashlib.sha256(signed).hexdigest() == case.contract.sha256
    text = text_of(sealed)
    assert case.contract.sha256 in text and "2026年11月24日00:30:05" in text
    assert "本人在纸质表单上签字" in text and f"前{len(signed):,}字节" in text
    assert (
        len(PdfFileReader(BytesIO(sealed)).root["/Pages"]["/Kids"])
        == len(PdfFileReader(BytesIO(signed)).root["/Pages"]["/Kids"]) + 1
    )


def test_the_page_of_signatures_tells_of_the_centres_seal_at_drawing_up_and_counts_on_from_what_was_signed(
    case, platform, sealed
):
    signed = len(PdfFileReader(BytesIO(stored(platform, case.contract.key))).root["/Pages"]["/Kids"])
    page = text_of(sealed).split("公积金中心", 1)[1]
    assert "合同生成时，对合同原文加盖电子印章" in page and "2026年11月23日17:00:00" in page
    assert f"签署页第{signed + 1}页，其前为正文{signed}页" in page


def test_a_signature_that_is_void_and_the_banks_own_contract_are_no_part_of_that_page(case):
    kept = {
        **case.signatures,
        "spouse": replace(case.signatures["spouse"], void_at=AT),
        "bank_part": case.signatures["bank"],
    }
    shown = [one.name for one in signed_contract._signed(replace(case, signatures=kept))]
    assert len(shown) == 2 and case.application.people[1].name not in shown


def test_centre_and_bank_have_sealed_it_each_with_a_certificate_of_their_own(sealed):
    centre, bank = judged(sealed)
    assert is_good(centre) and is_good(bank) and bank.coverage.name == "ENTIRE_FILE"
    names = [seal.signing_cert.subject.native["common_name"] for seal in (centre, bank)]
    assert names == ["模拟兰州住房公积金管理中心电子印章", "模拟陇原银行电子印章"]


def test_a_centres_seal_of_sm2_and_a_banks_of_ecdsa_hold_in_one_file(platform, case, bank, by_sm2, tmp_path):
    both = stored(platform, signed_contract.paper(case).key)
    (of_the_bank,) = judged(both, after=1)
    assert is_good_sm2(both, tmp_path) and is_good(of_the_bank) and of_the_bank.coverage.name == "ENTIRE_FILE"
    assert "国密算法（SM2），须用支持该算法的软件验证" in text_of(both)
    at = both.index(b"/MediaBox") + 12
    changed = both[:at] + bytes([both[at] ^ 1]) + both[at + 1 :]
    assert not is_good_sm2(changed, tmp_path) and not is_good(judged(changed, after=1)[0])


@pytest.mark.skipif(not POPPLER, reason="poppler-utils is not installed here: pyHanko alone judges")
def test_poppler_finds_both_valid(sealed, tmp_path):
    assert by_poppler(sealed, tmp_path) == ["Signature is Valid."] * 2


def test_a_byte_changed_in_what_was_signed_breaks_both(sealed):
    at = sealed.index(b"/MediaBox") + 12
    changed = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
    assert [is_good(seal) for seal in judged(changed)] == [False, False]


def test_a_page_of_signatures_speaks_of_sm2_where_the_centre_seals_with_it_alone(sealed):
    assert "可以用通用的PDF阅读软件验证" in text_of(sealed) and "SM2" not in text_of(sealed)


def test_the_bank_is_sent_a_digest_and_asked_what_became_of_it_before_it_is_told_again(platform, case, bank):
    bank.lose = seals.ORDER
    with pytest.raises(BankUnavailable):
        signed_contract.paper(case)
    paper = signed_contract.paper(case)
    assert bank.asked == [seals.QUERY, seals.ORDER, seals.QUERY]
    assert [is_good(seal) for seal in judged(stored(platform, paper.key))] == [True, True]
    assert paper == signed_contract.paper(case) and bank.asked.count(seals.ORDER) == 1


def test_a_bank_that_has_another_certificate_by_then_is_not_asked_for_a_second_seal(case, bank, monkeypatch):
    bank.lose = seals.ORDER
    with pytest.raises(BankUnavailable):
        signed_contract.paper(case)
    renewed = [*seal_of("B01")["seal_certificates"], *BANKS["B01"]["seal_certificates"]]
    monkeypatch.setattr(secrets, "banks", lambda: {"B01": {**BANKS["B01"], "seal_certificates": renewed}})
    assert signed_contract.paper(case).name == "contract.pdf"
    assert bank.asked.count(seals.ORDER) == 1


def test_a_bank_asked_by_a_release_that_did_not_print_the_seal_at_drawing_up_is_not_asked_for_a_second(
    case, bank, monkeypatch
):
    bank.lose = seals.ORDER
    with monkeypatch.context() as before:
        before.setattr(signed_contract, "_drawn_up", lambda _: ())
        with pytest.raises(BankUnavailable):
            signed_contract.paper(case)
    assert signed_contract.paper(case).name == "contract.pdf"
    assert bank.asked.count(seals.ORDER) == 1


def test_it_is_made_again_from_where_it_stopped_and_is_the_same_file(platform, case, bank, monkeypatch):
    with monkeypatch.context() as lost:
        lost.setattr(papers, "countersigned", lambda *_: pytest.fail("reached"))
        with pytest.raises(pytest.fail.Exception):
            signed_contract.paper(case)
    assert signed_contract.paper(case) == signed_contract.paper(case)
    assert bank.asked.count(seals.ORDER) == 1


def test_what_is_no_seal_of_that_bank_on_that_file_is_not_put_into_it(platform, case, bank, monkeypatch):
    real = bank.seals.query
    other = BankSeals(Province(), {"B01": seal_of("B01")})
    forged = {
        "another digest": lambda *asked: {**bank.seals.order("B01", NUMBER, "ab" * 32, ""), "digest": asked[2]},
        "another key": lambda *asked: other.order(*asked, ""),
        "no signature": lambda *asked: {"State": "sealed", "digest": asked[2], "Cms": "MAA="},
    }
    for what, said in forged.items():
        monkeypatch.setattr(bank.seals, "query", said)
        with pytest.raises(PreconditionFailed) as stopped:
            signed_contract.paper(case)
        assert stopped.value.codes == ("BANK_SEAL_INVALID",), what
    monkeypatch.setattr(bank.seals, "query", real)
    assert signed_contract.paper(case).name == "contract.pdf"


def test_a_seal_by_a_certificate_that_is_over_is_not_put_into_it(case, bank, monkeypatch):
    is_good, ours = making.signers.is_good, making.signers.of("620100").certificates
    monkeypatch.setattr(making.signers, "is_good", lambda one: is_good(one) and one in ours)
    with pytest.raises(PreconditionFailed) as stopped:
        signed_contract.paper(case)
    assert stopped.value.codes == ("BANK_SEAL_INVALID",)


def test_an_answer_about_another_file_is_none(case, bank, monkeypatch):
    monkeypatch.setattr(bank.seals, "query", lambda *_: {"State": "sealed", "digest": "ab" * 32, "Cms": "MAA="})
    with pytest.raises(BankUnavailable):
        signed_contract.paper(case)


def test_while_the_bank_has_not_sealed_it_is_waited_for(case, bank, monkeypatch):
    monkeypatch.setattr(bank.seals, "query", lambda *asked: {"State": "processing", "digest": asked[2]})
    with pytest.raises(BankUnavailable):
        signed_contract.paper(case)
    assert seals.ORDER not in bank.asked


def test_without_an_agreed_certificate_a_person_looks(case, bank, monkeypatch):
    monkeypatch.setattr(secrets, "banks", lambda: {"B01": {**BANKS["B01"], "seal_certificates": []}})
    with pytest.raises(PreconditionFailed) as stopped:
        signed_contract.paper(case)
    assert stopped.value.codes == ("BANK_SEAL_UNKNOWN",) and bank.asked == []


def test_a_contract_of_an_earlier_release_is_handed_out_as_it_was_signed(case, bank):
    old = put(case.id, contract=replace(case.contract, takes_seals=None))
    assert signed_contract.paper(old) == old.contract.paper and bank.asked == []


def test_a_file_that_is_not_what_was_signed_gets_no_signatures(platform, case, bank):
    value = page("中心", "银行", NUMBER, "ab" * 32, [Signed("李晓示", "借款人", "CONTRACT_SIGNED_BY_THEMSELVES", AT)])
    with pytest.raises(Unexpected):
        papers.with_signatures(
            case, replace(case.contract.paper, sha256="ab" * 32), value, BANKS["B01"]["seal_certificates"][0]
        )


IS = hashlib.sha256(b"signed").hexdigest()


@pytest.mark.parametrize("said", ["", IS[:8], IS[:63], IS[:8] + "0" * 56, IS.upper()])
def test_nothing_is_put_behind_a_file_of_another_hash_however_like(monkeypatch, said):
    monkeypatch.setattr(making.archive, "read", lambda key: b"signed")
    monkeypatch.setattr(making, "Revision", lambda file: pytest.fail("taken for what was signed"))
    with pytest.raises(ValueError):
        making.with_signatures("c1", "620100", "contract.pdf", "signatures", {}, {"key": "k", "sha256": said})


@pytest.fixture
def with_signatures(monkeypatch):
    """What is kept for a bank to seal, the seals and places in it, and under which name."""
    seals, names = [], []
    monkeypatch.setattr(making.archive, "read", lambda key: b"signed")
    monkeypatch.setattr(making.profiles, "asked", lambda: SimpleNamespace(name="SM2"))
    monkeypatch.setattr(making, "Revision", lambda of: SimpleNamespace(pages=lambda: [1, 2, 3]))
    monkeypatch.setattr(making.printing, "to_be_sealed", lambda kind, values: (b"page", [FIRST, SECOND]))
    monkeypatch.setattr(making.sealing, "appended", lambda of, page: of + page)
    monkeypatch.setattr(making, "_sealed", lambda pdf, centre, place: seals.append(("centre", pdf, place)) or pdf)
    monkeypatch.setattr(making.signers, "owner", lambda certificate: certificate)
    monkeypatch.setattr(making, "der", lambda certificate: f"owner of {certificate}")
    monkeypatch.setattr(making.printing, "seal", lambda name: b"look")
    monkeypatch.setattr(
        making.sealing, "prepared", lambda pdf, field, look, place, name, at: seals.append((field, name, place)) or pdf
    )
    kept = SimpleNamespace(key="k", sha256="s", content=b"c")
    monkeypatch.setattr(making.archive, "keep_first", lambda case, name, *of: names.append(name) or kept)
    monkeypatch.setattr(making.sealing, "digest", lambda pdf: b"d")

    def made(values, certificate="the bank's", key="k"):
        over = {"key": key, "sha256": IS, "certificate": certificate}
        told = making.with_signatures("c1", "620100", "contract.pdf", "signatures", values, over)
        assert told == {"key": "k", "sha256": "s", "digest": b"d".hex()}
        return names[-1]

    return SimpleNamespace(made=made, seals=seals)


FIRST, SECOND = Place(1, 100.0, 200.0), Place(1, 300.0, 400.0)


def test_the_centres_seal_stands_in_the_first_place_of_the_page_behind_the_contract_and_the_banks_in_the_second(
    with_signatures,
):
    with_signatures.made({})
    assert with_signatures.seals == [
        ("centre", b"signedpage", FIRST._replace(page=4)),
        ("Bank", "owner of the bank's", SECOND._replace(page=4)),
    ]


def test_a_bank_is_asked_for_one_seal_a_contract_and_its_signatures_whatever_its_certificate_and_the_print_of_drawing_up(
    with_signatures,
):
    made = with_signatures.made
    first = made({"signed": "by both", "drawn_up": "then"})
    assert first == made({"signed": "by both", "drawn_up": "otherwise"}, "another") == made({"signed": "by both"})
    assert first != made({"signed": "by one", "drawn_up": "then"}) and first != made({"signed": "by both"}, key="k2")


@pytest.mark.parametrize(("is_good_today", "is_taken"), [("own", True), ("another of the bank's", False)])
def test_a_seal_is_taken_while_the_very_certificate_it_is_by_is_good(monkeypatch, is_good_today, is_taken):
    monkeypatch.setattr(making, "der", lambda one: one)
    monkeypatch.setattr(making.archive, "read", lambda key: b"empty")
    monkeypatch.setattr(making.sealing, "digest", lambda pdf: b"d")
    monkeypatch.setattr(making.sealing, "filled", lambda pdf, signature: pdf + signature)
    monkeypatch.setattr(making.cms, "check", lambda signature, digest, agreed: agreed[0])
    monkeypatch.setattr(making.signers, "is_good", lambda one: one == is_good_today)
    monkeypatch.setattr(making.archive, "keep_once", lambda *of: SimpleNamespace(key=of[-1], sha256="s"))

    def seal():
        return making.countersigned("c1", "contract.pdf", "k", b" sealed", ["own", "another of the bank's"])

    if is_taken:
        assert seal() == {"key": b"empty sealed", "sha256": "s"}
    else:
        with pytest.raises(making.NoSeal):
            seal()


def test_a_bank_that_signs_once_more_makes_no_second_original(monkeypatch):
    kept = {}

    def keep_once(case, name, over, whole):
        return SimpleNamespace(key=kept.setdefault((case, name, over), whole), sha256="s")

    monkeypatch.setattr(making, "der", lambda one: one)
    monkeypatch.setattr(making.archive, "read", lambda key: key.encode())
    monkeypatch.setattr(making.archive, "keep_once", keep_once)
    monkeypatch.setattr(making.sealing, "digest", lambda pdf: b"d")
    monkeypatch.setattr(making.sealing, "filled", lambda pdf, signature: pdf + signature)
    monkeypatch.setattr(making.cms, "check", lambda signature, digest, agreed: "own")
    monkeypatch.setattr(making.signers, "is_good", lambda one: True)
    by = [("k1", b" one"), ("k1", b" two"), ("k2", b" two")]
    keys = [making.countersigned("c1", "contract.pdf", key, signature, ["own"])["key"] for key, signature in by]
    assert keys == [b"k1 one", b"k1 one", b"k2 two"]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_paper_of_a_centre_goes_out_under_its_seal_but_what_people_sign_as_it_stands(monkeypatch, kind):
    place = Place(1, 1.0, 1.0)
    monkeypatch.setattr(making.issuing, "given", lambda *of: "number")
    monkeypatch.setattr(making.issuing, "printed", lambda given: given)
    monkeypatch.setattr(making.printing, "to_be_sealed", lambda kind, values: (b"paper", [place]))
    monkeypatch.setattr(making.printing, "printed", lambda kind, values: b"paper")
    monkeypatch.setattr(making, "_sealed", lambda pdf, centre, at: pdf + b" sealed" * (at == place))
    monkeypatch.setattr(making.archive, "keep_once", lambda *of: SimpleNamespace(key=of[-1], sha256="s"))
    monkeypatch.setattr(making.issuing, "enter", lambda *of: None)
    made = making.paper("c1", "620100", "兰", "x.pdf", kind, {"head": {"on": "2026-11-23"}})["key"]
    assert made == (b"paper" if kind in ("authorisation", "contract") else b"paper sealed")
