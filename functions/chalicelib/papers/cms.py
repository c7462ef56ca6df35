"""The signature inside a seal: CMS as CAdES wants it (ETSI EN 319 122-1, baseline B-B), which PAdES puts into a PDF.

There is no signing time in it: that stands in the PDF, and no time-stamping authority confirms it.
"""

import hashlib
from collections.abc import Callable, Sequence


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


def ready() -> None:
    """Loads what writes it, so that the first seal does not wait for it."""
    import asn1crypto.tsp  # noqa: F401
