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


_CMS = (
    "DER 编码的 CMS（RFC 5652 的 SignedData），base64，按 PAdES B-B（ETSI.CAdES.detached）：不含原文（detached），内容类型为 data；"
    "只有一个 SignerInfo，摘要算法为 SHA-256，签名算法为 ECDSA 或者 RSA（PKCS#1 v1.5），国密 SM2 的这里无法核验，不收；签名属性各出现一次，须有 content-type、"
    "message-digest（即所问的 digest 本身，不再计算一次摘要）和 signing-certificate-v2（其首个为签章证书的 SHA-256）；"
    "附签章证书，该证书须是事先约定的签章证书（seal_certificates）之一，且收到时在有效期内；DER 不超过 12,000 字节。"
    "不要求时间戳。不符合的不写入合同，案件转人工处理（BANK_SEAL_INVALID）"
)


class SealOrder(SealQuery):
    """Seal the signed contract."""

    signed: str = Field(description="各方所签合同原文的 SHA-256，与签约通知所带一致", pattern=SHA256)


class SealOrdered(BaseModel):
    """The bank's answer to an order; it may say more. `Cms` is there once it is sealed."""

    State: Literal["sealed", "processing"]
    digest: str = Field(description="照录所问的摘要", pattern=SHA256)
    Cms: str | None = Field(None, description=_CMS)


class SealFound(SealOrdered):
    """The bank's answer to a query; it may say more."""

    State: Literal["sealed", "processing", "unknown"]  # type: ignore[assignment]


MODELS: tuple[type[BaseModel], ...] = (SealOrder, SealQuery, SealOrdered, SealFound)
