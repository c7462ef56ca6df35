"""The bank's seal on the signed contract, as the OpenAPI document has it (banks/seals.py)."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.banks.callbacks import SHA256

_DIGEST = "待签的 SHA-256：文件除签名自身所占位置以外的全部字节"


class SealQuery(BaseModel):
    """What became of the order to seal this file?"""

    model_config = ConfigDict(extra="forbid")
    contract_number: str
    digest: str = Field(description=_DIGEST, pattern=SHA256)


class SealOrder(SealQuery):
    """Seal the signed contract."""

    signed: str = Field(description="各方所签合同原文的 SHA-256，与签约通知所带一致", pattern=SHA256)


class SealOrdered(BaseModel):
    """The bank's answer to an order; it may say more. `Cms` is there once it is sealed."""

    State: Literal["sealed", "processing"]
    digest: str = Field(description="照录所问的摘要", pattern=SHA256)
    Cms: str | None = Field(None, description="DER 编码的 CMS 签名，base64")


class SealFound(SealOrdered):
    """The bank's answer to a query; it may say more."""

    State: Literal["sealed", "processing", "unknown"]  # type: ignore[assignment]


MODELS: tuple[type[BaseModel], ...] = (SealOrder, SealQuery, SealOrdered, SealFound)
