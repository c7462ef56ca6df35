"""The signature inside a seal: CMS as CAdES wants it (ETSI EN 319 122-1, baseline B-B), which PAdES puts into a PDF.

There is no signing time in it: that stands in the PDF, and no time-stamping authority confirms it.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any


def signed(digest: bytes, certificates: Sequence[bytes], sign: Callable[[bytes], bytes]) -> bytes:
    """CMS over a SHA-256, in DER. `certificates`: DER, the signer's first. `sign` gives an ECDSA signature with SHA-256 over what it is
    given."""
    from asn1crypto import algos, cms, tsp, x509

    own, *_ = chain = [x509.Certificate.load(one) for one in certificates]
    named = tsp.SigningCertificateV2(
        {"certs": [tsp.ESSCertIDv2({"cert_hash": hashlib.sha256(certificates[0]).digest()})]}
    )
    attributes = cms.CMSAttributes(
        [
            cms.CMSAttribute({"type": "content_type", "values": ["data"]}),
            cms.CMSAttribute({"type": "message_digest", "values": [digest]}),
            cms.CMSAttribute({"type": "signing_certificate_v2", "values": [named]}),
        ]
    )
    sha256 = algos.DigestAlgorithm({"algorithm": "sha256"})
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                "issuer_and_serial_number",
                cms.IssuerAndSerialNumber({"issuer": own.issuer, "serial_number": own.serial_number}),
            ),
            "digest_algorithm": sha256,
            "signed_attrs": attributes,
            "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
            "signature": sign(attributes.dump()),
        }
    )
    content = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [sha256],
            "encap_content_info": {"content_type": "data"},
            "certificates": chain,
            "signer_infos": [signer],
        }
    )
    made: bytes = cms.ContentInfo({"content_type": "signed_data", "content": content}).dump()
    return made


def check(signature: bytes, digest: bytes, certificates: Collection[bytes]) -> bytes:
    """By which of these certificates (DER) it is a signature (CMS, DER) over that SHA-256. Raises `ValueError` where it is by none, and
    where it is not as the standard wants it: what is put into a file once stays there."""
    from asn1crypto import cms

    try:
        content = cms.ContentInfo.load(signature, strict=True)["content"]
        (signer,) = content["signer_infos"]
        own: list[bytes] = [one.chosen.dump() for one in content["certificates"] if one.chosen.dump() in certificates]
        said = _said_once(signer["signed_attrs"])
        named = said["signing_certificate_v2"]["certs"][0]
        around = content["encap_content_info"]
        if (around["content_type"].native, said["content_type"].native) != ("data", "data"):
            raise ValueError("of another content")
        if around["content"].native is not None or said["message_digest"].native != digest:
            raise ValueError("of another file")
        if named["hash_algorithm"]["algorithm"].native != "sha256":
            raise ValueError("of another digest")
        (by,) = [one for one in own if hashlib.sha256(one).digest() == named["cert_hash"].native]
        algorithm, how = signer["signature_algorithm"], signer["digest_algorithm"]["algorithm"].native
        # RSA is often named without its digest: then it is the one of the content.
        hashed = how if algorithm["algorithm"].native == "rsassa_pkcs1v15" else algorithm.hash_algo
        if (hashed, how) != ("sha256", "sha256"):
            raise ValueError("of another digest")
        _verify(by, algorithm.signature_algo, signer["signature"].native, signer["signed_attrs"].untag().dump())
        return by
    except (LookupError, TypeError, AttributeError) as error:
        raise ValueError(type(error).__name__) from None


def _said_once(attributes: Iterable[Any]) -> dict[str, Any]:
    """What is signed beside the content, by its name: each once, with one value (RFC 5652, 11)."""
    said: dict[str, Any] = {}
    for one in attributes:
        name, (value,) = one["type"].native, one["values"]
        if name in said:
            raise ValueError("said twice")
        said[name] = value
    return said


def _verify(certificate: bytes, algorithm: str, signature: bytes, content: bytes) -> None:
    from cryptography import x509
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
    from cryptography.hazmat.primitives.hashes import SHA256

    key = x509.load_der_x509_certificate(certificate).public_key()
    try:
        if isinstance(key, ec.EllipticCurvePublicKey) and algorithm == "ecdsa":
            key.verify(signature, content, ec.ECDSA(SHA256()))
        elif isinstance(key, rsa.RSAPublicKey) and algorithm == "rsassa_pkcs1v15":
            key.verify(signature, content, padding.PKCS1v15(), SHA256())
        else:
            raise ValueError("of another kind of key")
    except InvalidSignature:
        raise ValueError("no signature over this") from None


def ready() -> None:
    """Loads what writes it, so that the first seal does not wait for it."""
    import asn1crypto.tsp  # noqa: F401
