"""Answers to quotes. Amounts in yuan, rates in annual percent, both decimal strings."""

from typing import Any, Literal

from chalicelib.api.answers.shape import Shown

Said = Literal["yes", "no", "look"]  # look: a person has to decide


class QuotedFigure(Shown):
    """A figure of the policy that nobody has confirmed yet (未核实), and where it comes from."""

    figure: str
    source: str


class QuotedRule(Shown):
    """What one rule said of one subject, its text, legal basis, and what of the statements it used."""

    code: str
    name: str
    subject: str
    outcome: Literal["pass", "fail", "look"]
    text: str
    basis: str
    inputs: dict[str, Any]
    verified: bool


class QuotedInput(Shown):
    code: str
    name: str
    value: str


class QuotedCap(Shown):
    """One cap of the amount and what it was computed from; the smallest is binding, unless less was asked for."""

    code: str
    name: str
    value: str
    binding: bool
    formula: str
    inputs: list[QuotedInput]
    verified: bool
    source: str


class QuotedTerm(Shown):
    code: str
    name: str
    months: int


class QuotedMethod(Shown):
    """What the amount costs by one repayment method."""

    method: str
    name: str
    first_payment: str
    last_payment: str
    total_interest: str


class QuotedBurden(Shown):
    """What both loans of a combination ask of the income that counts: yuan a month, and the shares of it the bank may take. Where it does
    not hold a person looks: the bank may lower its part."""

    income: str
    fund: str
    bank: str
    debts: str
    housing_share: str
    debts_share: str
    holds: bool
    verified: bool


class QuotedCombination(Shown):
    """Both loans side by side and together, each by its method; the bank's at the rate it is counted with."""

    commercial_amount: str
    commercial_rate: str
    commercial_months: int
    burden: QuotedBurden | None
    fund: QuotedMethod
    commercial: QuotedMethod
    first_payment: str
    last_payment: str
    total_interest: str


class QuotedDownPayment(Shown):
    """The least down payment allowed, the one counted with, and what remains to be paid of one's own."""

    share: str
    least: str
    counted: str
    own_funds: str


class QuotedChange(Shown):
    """What a change would do, found by judging again. `more` is the difference in amount; `clears` the rules then met."""

    code: str
    text: str
    values: dict[str, str]
    eligible: Said
    amount: str
    more: str
    months: int
    first_payment_more: str
    clears: list[str]


class QuotedProof(Shown):
    """A material that makes more be lent or less be enough, as far as it fits the family and the home: said in `proofs`, it is `counted`."""

    code: str
    name: str
    counted: bool


class QuotedMaterial(Shown):
    """One material about one subject. `source` says where it comes from; only what is `asked` has to be brought."""

    code: str
    name: str
    subject: str
    why: str
    source: str
    asked: bool
    optional: bool
    tolerable: bool
    alternatives: list[str]
    verified: bool


class QuotedMatter(Shown):
    code: str
    name: str
    owner: str
    verified: bool


class QuotedAssumption(Shown):
    """What was not said and is taken for granted: where it would be said (a JSON pointer, empty for what a quote does not ask)."""

    field: str
    text: str


class Quoted(Shown):
    """The whole quote. `binding` names the cap that decides the amount, or WISH; `promised_days` are working
    days for an application sent today, none of them later than `legal_by`, the law's last day for its decision; 0 means that only days
    off are left before it. `promise_provisional`: they fall into days whose holidays nobody has arranged yet, so they may change."""

    centre: str
    centre_name: str
    kind: str
    kind_name: str
    policy: str
    effective: str
    on: str
    unverified: list[QuotedFigure]
    eligible: Said
    rules: list[QuotedRule]
    homes: Literal["first", "second"]
    amount: str
    binding: str
    caps: list[QuotedCap]
    months: int
    terms: list[QuotedTerm]
    rate: str
    rate_since: str
    method: str
    methods: list[QuotedMethod]
    combination: QuotedCombination | None
    down_payment: QuotedDownPayment | None
    assumed: list[QuotedAssumption]
    notes: list[str]
    proofs: list[QuotedProof]
    changes: list[QuotedChange]
    materials: list[QuotedMaterial]
    matters: list[QuotedMatter]
    promised_days: dict[str, int]
    promise_provisional: bool
    legal_by: str
