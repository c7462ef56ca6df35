"""The signature inside a seal: CMS as CAdES wants it (ETSI EN 319 122-1, baseline B-B), which PAdES puts into a PDF.

There is no signing time in it: that stands in the PDF, and no time-stamping authority confirms it.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from chalicelib.papers.profiles import ECDSA, Profile


def signed(digest: bytes, certificates: Sequence[bytes], sign: Callable[[bytes], bytes], by: Profile = ECDSA) -> bytes:
    """CMS over a digest, in DER. `certificates`: DER, the signer's first. `sign` gives a signature over what it is given; both as the profile has them."""
    from asn1crypto import algos, cms, tsp, x509

    own, *_ = chain = [x509.Certificate.load(one) for one in certificates]
    hashed_by = algos.DigestAlgorithm({"algorithm": by.digest})
    named = tsp.SigningCertificateV2(
        {"certs": [tsp.ESSCertIDv2({"hash_algorithm": hashed_by, "cert_hash": by.hashed(certificates[0])})]}
    )
    attributes = cms.CMSAttributes(
        [
            cms.CMSAttribute({"type": "content_type", "values": ["data"]}),
            cms.CMSAttribute({"type": "message_digest", "values": [digest]}),
            cms.CMSAttribute({"type": "signing_certificate_v2", "values": [named]}),
        ]
    )
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                "issuer_and_serial_number",
                cms.IssuerAndSerialNumber({"issuer": own.issuer, "serial_number": own.serial_number}),
            ),
            "digest_algorithm": hashed_by,
            "signed_attrs": attributes,
            "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": by.signature}),
            "signature": sign(attributes.dump()),
        }
    )
    content = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [hashed_by],
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
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
    from cryptography.hazmat.primitives.hashes import SHA256

    try:
        key = x509.load_der_x509_certificate(certificate).public_key()
        if isinstance(key, ec.EllipticCurvePublicKey) and algorithm == "ecdsa":
            key.verify(signature, content, ec.ECDSA(SHA256()))
        elif isinstance(key, rsa.RSAPublicKey) and algorithm == "rsassa_pkcs1v15":
            key.verify(signature, content, padding.PKCS1v15(), SHA256())
        else:
            raise ValueError("of another kind of key")
    except InvalidSignature:
        raise ValueError("no signature over this") from None
    except UnsupportedAlgorithm:  # SM2 among them: nobody here can say that it holds
        raise ValueError("of a kind of key that is not known here") from None


def ready() -> None:
    """Loads what writes it, so that the first seal does not wait for it."""
    import asn1crypto.tsp  # noqa: F401
