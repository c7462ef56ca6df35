"""甘肃政务服务网: every case flows back to it (办件回流), and it carries our messages to people (统一消息)."""

from collections.abc import Mapping

from chalicelib.agencies import exchange
from chalicelib.agencies.purpose import Purpose

REPORT = exchange.Service("province", "s_11620000MB0000008A_0001")
MESSAGE = exchange.Service("province", "s_11620000MB0000008A_0002")


def report_case(state: str, moments: Mapping[str, str], purpose: Purpose) -> None:
    """Reports a case's state (办件状态, docs/domain.md 1.5: 3 accepted … 11 granted, 13 not granted) and its moments.

    Repeating a report changes nothing: the platform keeps the last one of a case number and state.
    """
    params = {"projNo": purpose.number, "state": state, "moments": dict(moments)}
    exchange.call(REPORT, params, purpose.about("case", "M1", basis="办件全量回流"), _accepted)


def notify(key: str, phone: str, message_id: str, text: str, purpose: Purpose) -> None:
    """Sends one text to one party's phone. The same `message_id` is delivered once, however often it is sent."""
    params = {"messageId": message_id, "phone": phone, "text": text}
    exchange.call(MESSAGE, params, purpose.about(key, "M1", basis="一次告知"), _accepted)


def _accepted(data: Mapping[str, str]) -> None:
    if data["accepted"] != "1":
        raise ValueError("not accepted")
