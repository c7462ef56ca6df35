"""Seals of a stack that asks for SM2, judged by openssl, which holds the simulated key and knows nothing of files or CMS of ours."""

from io import BytesIO
from unittest.mock import Mock, patch

import pytest
import time_machine
from asn1crypto import algos, keys, pem
from cryptography.exceptions import UnsupportedAlgorithm
from pyhanko.pdf_utils.reader import PdfFileReader

from chalicelib import aws, settings
from chalicelib.casework import papers
from chalicelib.errors import Unexpected
from chalicelib.papers import cms, profiles, signers
from chalicelib.trust import secrets
from chalicelib.trust.certificates import der
from infra.local import certificates, sm2
from tests.papers.conftest import DIGEST, NOTICE, stored
from tests.papers.judging import is_good_sm2, sm3, verifies

CENTRE = "620100"


@pytest.fixture
def case(submitted):
    return submitted()


def test_where_sm2_is_asked_for_papers_bear_a_seal_of_it_and_a_changed_byte_is_found(platform, case, by_sm2, tmp_path):
    asked, kms = [], aws.client("kms")
    signing = kms.sign
    with patch.object(kms, "sign", lambda **how: asked.append(how) or signing(**how)):
        sealed = stored(platform, papers.made(case, "acceptance.pdf", NOTICE).key)
    assert is_good_sm2(sealed, tmp_path)
    for at in (100, sealed.index(b"/MediaBox") + 12, sealed.rindex(b"/Rect[") + 8):
        assert not is_good_sm2(sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :], tmp_path), at
    (seal,) = PdfFileReader(BytesIO(sealed)).embedded_signatures
    assert seal.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    named = [seal.signer_info[one]["algorithm"].dotted for one in ("digest_algorithm", "signature_algorithm")]
    assert named == ["1.2.156.10197.1.401", "1.2.156.10197.1.501"]
    (one,) = asked
    assert one["SigningAlgorithm"] == "SM2DSA" and one["MessageType"] == "RAW" and len(one["Message"]) < 300


def test_what_judges_here_finds_the_example_of_the_standard_good_and_another_message_not(tmp_path):
    # GB/T 32918.5-2017, annex A
    x = "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
    y = "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13"
    r = 0xF5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3
    s = 0xB1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA
    head = bytes.fromhex("3059301306072a8648ce3d0201") + sm2.CURVE + bytes.fromhex("03420004")
    public = pem.armor("PUBLIC KEY", keys.PublicKeyInfo.load(head + bytes.fromhex(x + y)).dump())
    signature = algos.DSASignature({"r": r, "s": s}).dump()
    assert verifies(public, b"message digest", signature, tmp_path)
    assert not verifies(public, b"message digesu", signature, tmp_path)


def test_a_digest_is_the_one_of_the_standard():
    assert profiles.SM2.hashed(b"abc").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert profiles.SM2.hashed(b"a file") == sm3(b"a file")


def of_another_key(told):
    return {**told, "certificates": certificates.issued("中心", sm2.Key().public_key())}


def of_the_other_profile(told):
    kms = aws.client("kms")
    key = kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["Arn"]
    return certificates.of_seals(kms, {CENTRE: key})[CENTRE]


def with_a_certificate_of_the_other_profile(told):
    return {**told, "certificates": of_the_other_profile(told)["certificates"]}


@pytest.mark.parametrize("change", [of_another_key, of_the_other_profile, with_a_certificate_of_the_other_profile])
def test_where_key_certificate_and_profile_do_not_belong_together_nothing_is_sealed(by_sm2, monkeypatch, change):
    assert signers.of(CENTRE).by is profiles.SM2
    monkeypatch.setattr(secrets, "seals", lambda: {CENTRE: change(by_sm2)})
    with pytest.raises(LookupError):
        signers.of(CENTRE)


def test_a_stack_that_seals_with_ecdsa_takes_no_key_of_sm2_nor_a_certificate_for_another_key(by_sm2, monkeypatch):
    monkeypatch.setitem(settings.told, "ANJU_SEAL_PROFILE", "ECDSA_SHA_256")
    with pytest.raises(LookupError):
        signers.of(CENTRE)
    ours, another = of_the_other_profile({}), certificates.of_a_bank("中心")[1]
    monkeypatch.setattr(secrets, "seals", lambda: {CENTRE: ours})
    assert signers.of(CENTRE).by is profiles.ECDSA
    monkeypatch.setattr(secrets, "seals", lambda: {CENTRE: {**ours, "certificates": another}})
    with pytest.raises(LookupError):
        signers.of(CENTRE)


def test_a_stack_that_changes_what_it_seals_with_is_without_a_seal_at_no_moment(by_sm2, monkeypatch):
    ours = of_the_other_profile({})
    for told in ({**ours, "SM2DSA": by_sm2}, {**by_sm2, "ECDSA_SHA_256": ours}):
        monkeypatch.setattr(secrets, "seals", lambda told=told: {CENTRE: told})
        for name in profiles.PROFILES:
            monkeypatch.setitem(settings.told, "ANJU_SEAL_PROFILE", name)
            assert (signers.of(CENTRE).by.name, signers.of(CENTRE).key == by_sm2["key"]) == (name, name == "SM2DSA")


def test_a_certificate_of_sm2_is_looked_at_on_the_day(case, by_sm2):
    with time_machine.travel("2050-01-01", tick=False), pytest.raises(Unexpected):
        papers.made(case, "acceptance.pdf", NOTICE)


def test_a_bank_that_seals_with_sm2_has_not_sealed_for_nothing_here_can_look_at_it():
    key = sm2.Key()
    chain = [der(one) for one in certificates.issued("银行", key.public_key())]
    for by in (profiles.SM2, profiles.ECDSA._replace(signature=profiles.SM2.signature), profiles.ECDSA):
        with pytest.raises(ValueError):
            cms.check(cms.signed(DIGEST, chain, key.sign, by), DIGEST, chain)


def test_who_cannot_hash_by_sm3_does_not_start_where_it_is_asked_for(monkeypatch):
    monkeypatch.setattr("cryptography.hazmat.primitives.hashes.Hash", Mock(side_effect=UnsupportedAlgorithm("none")))
    for name in ("", "ECDSA_SHA_256"):
        monkeypatch.setattr(settings, "told", {"ANJU_SEAL_PROFILE": name} if name else {})
        profiles.ready()
    monkeypatch.setattr(settings, "told", {"ANJU_SEAL_PROFILE": "SM2DSA"})
    with pytest.raises(UnsupportedAlgorithm):
        profiles.ready()
