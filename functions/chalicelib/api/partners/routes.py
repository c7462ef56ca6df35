"""What banks and the registry ask and tell."""

from chalicelib.api import reaches
from chalicelib.api.http.route import Route
from chalicelib.api.partners import callbacks, callers, contracts
from chalicelib.api.partners import logins as banks

ROUTES: tuple[Route, ...] = (
    Route(
        # A bank's client credentials are its signature; a token is told once, so its id is spent and no answer is kept.
        "POST", "/v1/bank/sessions", "银行登录（客户端凭证）", banks.log_in, "answers.sessions.SessionOpened",
        body="partners.events.BankLogin", signed=callers.bank, status=201, codes=("BAD_SIGNATURE", "BAD_HEADER", "LOGIN_FAILED"),
    ),
    Route(
        "POST", "/v1/bank/callbacks", "银行回调", callbacks.from_bank, "answers.partners.Received", body="partners.events.BankEvent",
        signed=callers.bank, finds=callbacks.case_of_event, creates=True, codes=("BAD_SIGNATURE",),
    ),
    Route(
        "GET", "/v1/bank/contracts/{number}", "银行读取合同", contracts.contract, "answers.partners.BankContract",
        audience=("bank",), finds=reaches.of_contract,
    ),
    Route(
        "POST", "/v1/registry/callbacks", "不动产登记回调", callbacks.from_registry, "answers.partners.Received",
        body="partners.events.RegistryEvent", signed=callers.registry, finds=callbacks.case_of_registration,
        codes=("BAD_SIGNATURE",),
    ),
)  # fmt: skip
