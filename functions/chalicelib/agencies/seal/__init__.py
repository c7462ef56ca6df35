"""E-seal service (电子印章): seals the hash of a document in the name of a centre. The document itself never leaves."""

from chalicelib.agencies import exchange
from chalicelib.agencies.purpose import Purpose
from chalicelib.domain.frozen import frozen

SEAL = exchange.Service("seal", "s_11620000MB00000077_0001")
_BASIS = "GB/T 38540-2020"  # seal of our own documents: nobody's data is read


@frozen
class Seal:
    """A seal on one SHA-256 (hex): base64 signature, serial of the seal's certificate, when (ISO 8601)."""

    signature: str
    certificate: str
    sealed_at: str


def apply(sha256: str, document: str, purpose: Purpose) -> Seal:
    """Seals a document of the case (its code, for example CONTRACT) by its hash. The same hash gives the same seal."""
    params = {"sha256": sha256, "document": document, "owner": purpose.centre}
    return exchange.call(
        SEAL,
        params,
        purpose.about("case", "M9", basis=_BASIS),
        lambda data: Seal(data["signature"], data["certificate"], data["sealed_at"]),
    )
