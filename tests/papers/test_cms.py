"""What a bank gives for its seal is looked at to the letter: once it is in a file it stays there."""

from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto import cms as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from chalicelib.api.partners.sealing import SealOrdered
from chalicelib.papers import cms, signers
from chalicelib.papers.sealing import ROOM
from tests.papers.conftest import DIGEST

OTHER = ec.generate_private_key(ec.SECP256R1())


def certificate(key, begins=-1, ends=1):
    """A certificate of a key, DER, good from and until so many days from now."""
    name, now = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, "模拟银行")]), datetime.now(UTC)
    built = x509.CertificateBuilder(name, name, key.public_key(), 7, now + timedelta(begins), now + timedelta(ends))
    return built.sign(key, hashes.SHA256()).public_bytes(Encoding.DER)


@pytest.fixture(scope="module")
def key():
    return ec.generate_private_key(ec.SECP256R1())


def by(key):
    return lambda content: key.sign(content, ec.ECDSA(hashes.SHA256()))


def changed(made, key, change):
    """The same signature after a change of what is signed beside the content, signed anew."""
    content = asn1.ContentInfo.load(made)
    (signer,) = content["content"]["signer_infos"]
    signer["signed_attrs"] = asn1.CMSAttributes(change([*signer["signed_attrs"]]))
    signer["signature"] = by(key)(signer["signed_attrs"].untag().dump())
    return content.dump(force=True)


def test_a_signature_says_by_which_certificate_it_is(key):
    own = certificate(key)
    assert cms.check(cms.signed(DIGEST, [own], by(key)), DIGEST, [b"another", own]) == own


def test_of_several_it_is_by_the_one_it_names_itself_wherever_that_stands(key):
    own, of_the_same_key, others = certificate(key), certificate(key, ends=9), certificate(OTHER)
    for chain in ([own, others], [own, of_the_same_key, others], [own]):
        made = cms.signed(DIGEST, chain, by(key))
        for agreed in ([own, others, of_the_same_key], [others, of_the_same_key, own]):
            assert cms.check(made, DIGEST, agreed) == own


def test_a_certificate_that_comes_with_it_and_was_not_agreed_or_is_not_the_one_it_names_makes_no_seal(key):
    own, of_the_same_key, others = certificate(key), certificate(key, ends=9), certificate(OTHER)
    for agreed in ([others], [of_the_same_key], []):
        with pytest.raises(ValueError):
            cms.check(cms.signed(DIGEST, [own, of_the_same_key, others], by(key)), DIGEST, agreed)


def false(digest):
    return asn1.CMSAttribute({"type": "message_digest", "values": [digest]})


@pytest.mark.parametrize(
    "change",
    [
        lambda said: said[1:],  # the type of the content, which has to stand there
        lambda said: [false(b"x" * 32), *said],  # two digests, of which the last is right
        lambda said: [said[0], asn1.CMSAttribute({"type": "message_digest", "values": [DIGEST, DIGEST]}), said[2]],
        lambda said: [asn1.CMSAttribute({"type": "content_type", "values": ["signed_data"]}), *said[1:]],
    ],
    ids=["no type", "twice", "two values", "another type"],
)
def test_what_is_not_as_the_standard_wants_it_is_no_seal_though_its_key_is_right(key, change):
    own = certificate(key)
    made = cms.signed(DIGEST, [own], by(key))
    with pytest.raises(ValueError):
        cms.check(changed(made, key, change), DIGEST, [own])


def test_a_signature_that_brings_a_content_of_its_own_is_no_seal_on_the_file(key):
    own = certificate(key)
    content = asn1.ContentInfo.load(cms.signed(DIGEST, [own], by(key)))
    content["content"]["encap_content_info"] = {"content_type": "data", "content": b"another file"}
    with pytest.raises(ValueError, match="of another file"):
        cms.check(content.dump(force=True), DIGEST, [own])


def test_rsa_may_be_named_without_its_digest():
    key = rsa.generate_private_key(65537, 2048)
    own = certificate(key)
    content = asn1.ContentInfo.load(cms.signed(DIGEST, [own], lambda said: b""))
    (signer,) = content["content"]["signer_infos"]
    signer["signature_algorithm"] = {"algorithm": "rsassa_pkcs1v15"}
    signer["signature"] = key.sign(signer["signed_attrs"].untag().dump(), padding.PKCS1v15(), hashes.SHA256())
    assert cms.check(content.dump(force=True), DIGEST, [own]) == own


@pytest.mark.parametrize(("begins", "ends"), [(-9, -1), (1, 9)])
def test_a_certificate_that_is_over_or_not_begun_is_not_good(key, begins, ends):
    assert signers.is_good(certificate(key)) and not signers.is_good(certificate(key, begins, ends))


def test_what_is_looked_at_stands_where_a_banks_engineer_reads():
    said = SealOrdered.model_fields["Cms"].description
    names = ("content-type", "message-digest", "signing-certificate-v2", "SHA-256", "ECDSA", "RSA", f"{ROOM:,} 字节")
    assert all(name in said for name in names)
