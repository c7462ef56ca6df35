"""The policy (贷款政策) as the rules see it: one centre's figures in force on one day. chalicelib.policy makes it."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple

from chalicelib.domain.frozen import frozen

When = Mapping[str, Any]  # see domain/form/circumstances.py
# One of the dated book: {from, value, source, rests_on, verified}; own: true where a centre's overlay says it; learnt: when we knew of it, where it had begun.
Entry = Mapping[str, Any]
NOTHING: When = MappingProxyType({})
TIERS = (
    "automatic",
    "one_review",
    "two_reviews",
)  # of amounts (分级审批金额), the smallest first; the last has no largest


class NoPolicy(LookupError):
    """No such centre, or nothing is in force on that day: the message says which figure of which centre is missing."""


class Rule(NamedTuple):
    """What a rule says and where it comes from, in Chinese: shown with every decision. `when`: for which cases it is; `of`: for which
    parties, by role (borrower, spouse, co_borrower), where it is about persons and may be for some alone; `untold`: what it means where
    a confirmed answer does not tell what the rule is about (look, ignore)."""

    text: str
    basis: str
    when: When = NOTHING
    of: Sequence[str] = ("borrower",)
    untold: str = "ignore"


class Kind(NamedTuple):
    """One purchase kind (购房类型): which homes and whether a commercial part it allows, its traits, whom the loan is paid."""

    code: str
    name: str
    homes: tuple[str, ...]  # new, existing, own
    combination: tuple[bool, ...]
    traits: Mapping[str, Any]  # off_site, transfer (none, settle_first, loan_for_loan), and whatever a `when` asks for
    payee: str  # seller, old_loan or borrower
    note: str = ""


class Matter(NamedTuple):
    """One linked matter (联办事项): whose it is, what sort, the checks that do it, and for which cases it starts."""

    code: str
    name: str
    owner: str
    sort: str  # approval, verification or handling
    checks: tuple[str, ...] = ()
    when: When = NOTHING
    department: str = ""  # who gets the people's data for it, as a consent to sharing names them


class Source(NamedTuple):
    """One way a material is had: shared 共享数据, licence 电子证照, generated 平台生成, partner 合作机构, commitment 告知承诺,
    upload 上传. `check` is whose answer gives it, `code` which commitment stands for it."""

    mode: str
    check: str = ""
    code: str = ""
    when: When = NOTHING


class Alternative(NamedTuple):
    """Another paper that counts as well, such as a court judgment instead of a divorce certificate."""

    name: str
    when: When = NOTHING


class Material(NamedTuple):
    """One material (申请材料) of the list: about whom, for which cases, why, and from where, the best source first.

    A `when` of a material about people may also ask about each: see domain/materials.py.
    """

    code: str
    name: str
    of: str  # case, home, borrower, spouse, each, co_borrower, off_site_depositor
    why: str
    sources: tuple[Source, ...]
    tolerable: bool  # 容缺
    when: When = NOTHING
    alternatives: tuple[Alternative, ...] = ()
    copies: str = "电子件1份"  # what an upload or the window takes
    optional: When | None = None  # in which cases it only helps and its lack holds nothing up; None: in no case


class Fields(NamedTuple):
    """Fields of the one form that belong together: for which cases, and of people for whom. Elsewhere they are refused."""

    fields: tuple[str, ...] = ()  # must be filled; dotted paths, such as home.appraisal or people.relation
    optional: tuple[str, ...] = ()  # may be
    when: When = NOTHING
    of: str = ""  # each, borrower, spouse, co_borrower, other_id; given: of a part once begun; empty: of the case


class Declaration(NamedTuple):
    """One declaration (申明) or commitment (告知承诺) a person makes: its text, and for which cases it is asked."""

    text: str
    sort: str  # declaration: must be made; commitment, option: may be
    when: When = NOTHING


class Authorisation(NamedTuple):
    """What a consent (授权) says: who authorises is the person; here to whom, for what, how far, how long."""

    name: str
    to: str
    purpose: str
    scope: str
    validity: str
    version: str
    children: bool = (
        False  # who gives it gives it as guardian too, for their minor children (监护人同意, 个人信息保护法 31)
    )


class Rates(NamedTuple):
    """One row of the rate table, annual percent. Short is up to and including `Policy.short_months`."""

    since: date
    by_homes: Mapping[str, Mapping[str, Decimal]]  # first|second -> short|long -> percent


@frozen
class Policy:
    """Every figure that judges an application. Amounts in yuan, shares as fractions of one, terms in months."""

    centre: str  # six-digit code of the tenant
    name: str
    serves: tuple[str, ...]  # every division code that comes to this centre, its own first
    on: date
    version: str  # centre, date of the newest figure, digest of all figures: equal versions judge alike
    unverified: tuple[str, ...]  # names of the figures nobody has confirmed yet
    confirmed: frozenset[str]  # names of every figure, and of every rule, that a published text confirms
    sources: Mapping[str, str]  # where each figure comes from
    rates: tuple[Rates, ...]
    short_months: int
    max_months: int
    min_age: int
    # male|cadre|worker -> age, born_from, every, most: see domain/judging/retirement.py
    retirement: Mapping[str, Mapping[str, Any]]
    age_limit: Mapping[str, Any]  # formula and its parameters: how old the borrower may be when the loan ends
    house_age_plus_term: int  # years
    min_deposit_months: int
    max_fund_loans: int  # a family that has used as many gets no other
    commercial_mortgage: str  # what an unsettled one means: refuse, look, allow
    # 骗提骗贷: withdrawal, loan: months without a loan; means: refuse, look; since: of what was found from then on.
    fraud_ban: Mapping[str, Any]
    flexible_depositors: str  # 灵活就业: take (by the centre's own rules), look
    recognises: Sequence[str]  # other centres in whose place deposits are as good as here 互认
    transferred_months: str  # months at a centre the deposits were moved from (转移): count, look, ignore
    recent_divorce_months: (
        int  # for how long after a divorce a person looks at whose homes and loans count; 0: not at all
    )
    withdrawal_in_flight: str  # what a withdrawal under way means: refuse, look
    down_payment: Mapping[str, Any]  # first|second -> share of the price; proven: see domain/judging/own_share.py
    commercial_rate: Decimal  # annual percent at which the commercial part of a combination is counted
    bank_part: Mapping[str, Mapping[str, Any]]  # what the law asks of that part: term, burden, cost, pay_out
    round_to: Decimal
    caps: Mapping[str, Mapping[str, Any]]  # CAP_… -> {formula, its parameters}
    tiers: Mapping[str, Decimal]  # automatic, one_review: largest amount each may pass
    # By tier: roles of a case that may be one natural person's; all others are not.
    four_eyes: Mapping[str, tuple[frozenset[str], ...]]
    # automatic: when, unless; final: amount, word, risk: see domain/judging/classes.py.
    classes: Mapping[str, Mapping[str, Any]]
    # What makes a home the second: homes (within its district alone, or anywhere), fund_loans, mortgages.
    counting: Mapping[str, Any]
    loan_ratio: Decimal  # 个贷率: loans outstanding as a share of deposits
    liquidity: Mapping[str, Any]  # 流动性系数: steps of loan_ratio and the coefficient from each on
    transfer: Mapping[str, Any]  # 商转公: months repaid at least, loan_ratio above which none is taken, suspended
    off_site: Mapping[str, Any]  # 异地: provinces or centres whose depositors are taken, `any` for all
    # consecutive, total (total_of: all, each, look): overdue periods that refuse; queries: inquiries that need a look.
    credit: Mapping[str, Any]
    # Working days: review (the whole promise), verify, first_review, second_review, attend, correction, signing…
    deadlines: Mapping[str, int]
    # due_day (paid_out or a day of the month), day_count, penalty, misuse, early: see domain/loan/servicing.py.
    repayment: Mapping[str, Any]
    rules: Mapping[str, Rule]
    kinds: Mapping[str, Kind]
    matters: tuple[Matter, ...]
    materials: tuple[Material, ...]
    form: tuple[Fields, ...]
    declarations: Mapping[str, Declaration]
    authorisations: Mapping[str, Authorisation]  # by use: data, credit
    guide: Mapping[str, Any]  # elements of the service guide that are stated, not computed
    stand_in: Mapping[str, Mapping[str, Any]]  # 代办中心, of the work of a desk: centres, the first before the next
    special: Mapping[str, Mapping[str, Any]]  # 特别程序, by kind: office_days within which each stops our promise
    # 容缺, by material: office_days of acceptance within which it is to be brought.
    tolerance: Mapping[str, Mapping[str, Any]]
    # 核对清单, by kind of task: lines, by code, that whoever approves answers.
    checklist: Mapping[str, Mapping[str, Any]]
    retention: Mapping[str, Mapping[str, Any]]  # loan, other: years an ended case is kept, after term_end or archived
    contract: Mapping[str, Mapping[str, Any]]  # the articles of a loan contract, by name: text, strong
    arranged: Mapping[str, Any]  # years and days the calendar library does not know (yet), see domain/calendar.py

    @property
    def since(self) -> date:
        """The day the newest of its figures came into force."""
        return date.fromisoformat(self.version.removeprefix(f"{self.centre}-")[:10])

    @property
    def own(self) -> tuple[str, ...]:
        """The places where deposits are no off-site ones (本地缴存): what it serves, and what it recognises."""
        return (*self.serves, *self.recognises)

    def one_person(self, amount: Decimal) -> tuple[frozenset[str], ...]:
        """The groups of roles that one natural person may have in a case of that amount; none where its tier says nothing."""
        tier = next((tier for tier in TIERS if amount <= self.tiers.get(tier, amount)), "")
        return self.four_eyes.get(tier, ())

    def rate(self, homes: str, months: int, on: date) -> Decimal:
        """Annual percent for a `first` or `second` home over a term on a pay-out day. Raises `NoPolicy` before the table."""
        for row in reversed(self.rates):
            if row.since <= on:
                return row.by_homes[homes]["short" if months <= self.short_months else "long"]
        raise NoPolicy(f"{self.centre}: rates on {on}")
