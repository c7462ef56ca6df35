"""Bodies of what partners tell."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from chalicelib.api.bodies import Sha256
from chalicelib.api.forms import Model

Number = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[0-9A-Za-z-]+$")]
Short = Annotated[str, Field(max_length=200)]


class Told(Model):
    """What a partner tells: it may come to tell more than we know of."""

    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)


class BankData(Told):
    """`contract_number` of contract events, `serial` of payment events."""

    contract_number: Number | None = None
    sha256: Sha256 | None = None
    signed_at: Short | None = None
    serial: Number | None = None
    reason: Short | None = None


class BankEvent(Told):
    """Something that happened at a bank."""

    type: Literal["contract.signed", "contract.declined", "payment.settled", "payment.failed"]
    timestamp: Short
    data: BankData


class RegistryEvent(Told):
    """Where a mortgage registration stands (docs/domain.md 4.2)."""

    apply_biz_id: Number
    biz_status: Literal["PENDING", "CANCELLED", "DONE", "REJECTED", "NEED_MORE_MATERIAL"]
    certificate_number: Short | None = None
    registered_at: Short | None = None
    reason: Short | None = None
