"""What a contract says, article by article (合同条款): which there are, in which order, and which of them a loan takes. The words are policy data,
dated and per centre (`contract.<name>`): a contract is drawn up by those that its case is judged by.
"""

from collections.abc import Iterator, Mapping

from chalicelib.domain.form.application import Application
from chalicelib.domain.frozen import frozen
from chalicelib.domain.policy import Policy


@frozen
class Article:
    """One article; `strong` where it weighs on the borrower, who has to be pointed to it (民法典第四百九十六条)."""

    text: str
    strong: bool


# Titles of the parts, the facts that stand in each, and its articles. What may be there in one case and not in another: `_takes`.
PARTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("借款", "loan", ("lending", "rate", "term", "joint")),
    ("用途和放款", "payee", ("purpose", "conditions", "payment", "fees")),
    ("还款", "repayment", ("repayment", "deduction", "order", "early", "hardship", "heirs")),
    ("抵押和担保", "home", ("mortgage", "mortgage_own", "owners", "co_owners", "keeping", "release", "guarantee")),
    ("违约责任", "", ("overdue", "misuse", "default", "enforcement", "lender")),
    ("购房争议和合同终止", "", ("seller", "void", "undo")),
    ("如实告知、个人信息、征信和送达", "", ("truth", "data", "credit", "service")),
    ("争议、效力和依据", "", ("changes", "dispute", "form", "copies", "law")),
)
PREAMBLE = ("standard", "parties")
VERSION = "version"
_OF_PAYEE = {
    "seller": "",
    "old_loan": "_old_loan",
    "borrower": "_borrower",
}  # articles of their own for whom it is paid to
_WITH_PAYEE = ("purpose", "payment")
# Articles that stand in the place of another: of a home whose seller does not build to sell; of parties who have not all agreed to electronic
# delivery (`service_by_post`: as earlier releases had it where nobody had).
_INSTEAD = ("void_existing", "service_by_post", "service_by_choice")
NAMES = frozenset(
    (VERSION, *PREAMBLE, *(name for _, _, names in PARTS for name in names),
     *_INSTEAD, *(f"{name}{whose}" for name in _WITH_PAYEE for whose in _OF_PAYEE.values()))
)  # fmt: skip
LATER = frozenset({"fees", "hardship", "heirs", "lender", "changes", *_INSTEAD})
"""Articles that earlier words lack: a contract drawn up by those has none of that name."""
ALWAYS = NAMES - LATER
"""Those that every register has."""
FIGURES = frozenset({"due", "mark", "method", "early", "penalty", "misuse", "law"})
"""What an article may name, as {due}."""


def articles(
    names: tuple[str, ...],
    application: Application,
    policy: Policy,
    told: Mapping[str, str],
    *,
    served: str = "service",
) -> Iterator[Article]:
    """The articles of those names that this loan takes, with its figures (`told`, by their names). `served`: the article of
    service (送达) that they take; no other stands in for it, since that would say something else of who agreed."""
    whose = _OF_PAYEE[policy.kinds[application.kind].payee]
    existing = application.home.kind == "existing" and "void_existing" in policy.contract
    instead = {"void": "void_existing" if existing else "void", "service": served}
    for name in names:
        if _takes(name, application, policy):
            called = f"{name}{whose}" if name in _WITH_PAYEE else instead.get(name, name)
            said = policy.contract[called]
            yield Article(said["text"].format_map(told), bool(said.get("strong")))


def service(electronic: int, everybody: int) -> str:
    """The article of service (送达) for as many as have agreed to electronic delivery: it tells of each at their address, where it is not all."""
    return "service" if electronic == everybody else "service_by_choice"


def _takes(name: str, application: Application, policy: Policy) -> bool:
    match name:
        case _ if name in LATER:
            return name in policy.contract
        case "mortgage" | "mortgage_own":
            return (name == "mortgage_own") == bool(application.old_loan)
        case "guarantee":  # a home sold before it is finished
            return application.home.kind == "new" and not application.home.is_built
        case "seller" | "void":
            return policy.kinds[application.kind].payee == "seller"
        case "misuse":
            return bool(policy.repayment.get("misuse"))
        case "co_owners":
            return bool(application.co_owners)
        case "joint":
            return len(application.people) > 1
    return True
