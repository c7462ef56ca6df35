"""Certificates made at start (模拟证书): their names begin with 模拟, and nobody but whoever made them trusts them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from chalicelib import messages, policy
from infra.local import sm2

_BEGINS, _ENDS = datetime(2020, 1, 1, tzinfo=UTC), datetime(2049, 1, 1, tzinfo=UTC)  # for whatever day it is here
_DIGITAL_SIGNATURE, _NON_REPUDIATION, _CERTIFICATES = "digital_signature", "content_commitment", "key_cert_sign"
_USES = (
    _DIGITAL_SIGNATURE, _NON_REPUDIATION, "key_encipherment", "data_encipherment", "key_agreement", _CERTIFICATES, "crl_sign",
    "encipher_only", "decipher_only",
)  # fmt: skip


def of_seals(kms: Any, keys: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """What `SealsSecret` holds: for each centre its key (an ARN) and the certificates that were made for it."""
    names = policy.centres()
    return {
        centre: {"key": key, "certificates": issued(names[centre], kms.get_public_key(KeyId=key)["PublicKey"])}
        for centre, key in keys.items()
    }


def issued(owner: str, public_key: bytes) -> list[str]:
    """A certificate (PEM) of that owner's seal for a public key (DER), and the root's."""
    name, uses = _name(f"模拟{owner}电子印章", f"模拟{owner}"), (_DIGITAL_SIGNATURE, _NON_REPUDIATION)
    if sm2.CURVE in public_key:
        return [_of_sm2(_made(name, _new_key().public_key(), *uses), public_key), root_of_sm2()]
    return [_pem(_made(name, serialization.load_der_public_key(public_key), *uses)), root()]


def of_a_bank(name: str) -> tuple[str, list[str]]:
    """A key (PEM) that a simulated bank seals with, and its certificates."""
    key = _new_key()
    pem, pkcs8 = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    public = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return key.private_bytes(pem, pkcs8, serialization.NoEncryption()).decode(), issued(name, public)


def seal_of(bank: str) -> dict[str, Any]:
    """The key of a made-up bank's seal, and its certificates, as the shared secrets hold them."""
    key, known = of_a_bank(messages.text(f"BANK_{bank}"))
    return {"seal_key": key, "seal_certificates": known}


@cache
def root() -> str:
    """The certificate (PEM) of whoever issues all of them in this process."""
    return _pem(_made(_ROOT, _root_key().public_key(), _CERTIFICATES))


@cache
def root_of_sm2() -> str:
    """The same for all whose keys are of SM2."""
    return _of_sm2(_made(_ROOT, _root_key().public_key(), _CERTIFICATES), _root_key_of_sm2().public_key())


@cache
def _root_key() -> ec.EllipticCurvePrivateKey:
    return _new_key()


@cache
def _root_key_of_sm2() -> sm2.Key:
    return sm2.Key()


def _new_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def _of_sm2(certificate: x509.Certificate, public_key: bytes) -> str:
    # cryptography makes none for such a key: one it has made for another is made one for this.
    return sm2.certified(certificate.public_bytes(serialization.Encoding.DER), public_key, _root_key_of_sm2())


def _name(common: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


_ROOT = _name("模拟根证书", "模拟证书机构")


def _made(subject: x509.Name, key: Any, *uses: str) -> x509.Certificate:
    return (
        x509.CertificateBuilder(issuer_name=_ROOT, subject_name=subject, public_key=key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(_BEGINS)
        .not_valid_after(_ENDS)
        .add_extension(x509.BasicConstraints(ca=_CERTIFICATES in uses, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**{use: use in uses for use in _USES}), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(_root_key().public_key()), critical=False)
        .sign(_root_key(), hashes.SHA256())
    )


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(serialization.Encoding.PEM).decode()
