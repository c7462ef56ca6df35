"""The signature inside a seal: CMS as CAdES wants it (ETSI EN 319 122-1, baseline B-B), which PAdES puts into a PDF.

There is no signing time in it: that stands in the PDF, and no time-stamping authority confirms it.
"""

import hashlib
from collections.abc import Callable, Collection, Sequence


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


def check(signature: bytes, digest: bytes, certificates: Collection[bytes]) -> None:
    """Raises `ValueError` where it is no signature (CMS, DER) over that SHA-256 by one of these certificates (DER)."""
    from asn1crypto import cms

    try:
        content = cms.ContentInfo.load(signature, strict=True)["content"]
        (signer,) = content["signer_infos"]
        own = [one.chosen.dump() for one in content["certificates"] if one.chosen.dump() in certificates]
        said = {one["type"].native: one["values"][0] for one in signer["signed_attrs"]}
        named = said["signing_certificate_v2"]["certs"][0]["cert_hash"].native
        if content["encap_content_info"]["content"].native is not None or said["message_digest"].native != digest:
            raise ValueError("of another file")
        (by,) = [one for one in own if hashlib.sha256(one).digest() == named]
        algorithm, how = signer["signature_algorithm"], signer["digest_algorithm"]["algorithm"].native
        if (algorithm.hash_algo, how) != ("sha256", "sha256"):
            raise ValueError("of another digest")
        _verify(by, algorithm.signature_algo, signer["signature"].native, signer["signed_attrs"].untag().dump())
    except (LookupError, TypeError, AttributeError) as error:
        raise ValueError(type(error).__name__) from None


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
