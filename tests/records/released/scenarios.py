"""Who applies, and where each is left: one case at every place of the road a release can leave somebody waiting at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from infra.players import samples
from infra.players.people import application_of
from infra.players.samples import Sample

SINGLE = ("SINGLE_STATUS",)
_B03 = ({"material": "B03", "person": "borrower", "file": "papers/down-payment.pdf"},)


@dataclass(frozen=True)
class Scenario:
    """One application and how far it goes.

    `until` is the status it is left in, or `task` the kind of open task; `signs` who signs on the way. `held` parks its
    nth run of a step there: (step, n). `partners` says what the outside world does meanwhile: a bank's or the registry's
    behaviour for its home, or an order to the simulators.
    """

    name: str
    sample: Sample
    until: str
    task: str = ""
    signs: tuple[str, ...] = ()
    held: tuple[str, int] | None = None
    behaviour: Mapping[str, Any] | None = None
    order: Mapping[str, Any] | None = None
    silent: bool = False  # nobody outside calls back
    impatient: bool = False  # a contract waits a second for its signatures
    withdraws: bool = False
    reviews: tuple[str, ...] = ("approve", "approve", "approve")
    corrections: Mapping[str, Any] = field(default_factory=dict)


def sample(number: int) -> Sample:
    """One of the samples of the README."""
    return next(one for one in samples.load() if one.key.startswith(str(number)))


def ending() -> Iterator[Scenario]:
    """The ends of the road that no sample comes to. Nobody is left on the way, so the same people may apply again."""
    yield Scenario("withdrawn-draft", sample(1), "WITHDRAWN", withdraws=True)
    yield Scenario("withdrawn-signing", sample(1), "WITHDRAWN", "sign", withdraws=True)
    yield Scenario("expired-signing", sample(1), "EXPIRED", impatient=True)
    yield Scenario(
        "cancelled-payment", sample(1), "CANCELLED", signs=("borrower", "spouse"), behaviour={"payment": ["1"]}
    )
    yield Scenario("refused-review", sample(2), "REFUSED", reviews=("refuse",))


def standing() -> Iterator[Scenario]:
    """Everywhere somebody can be waiting. The held ones come last: no function may run longer than a minute."""
    yield Scenario("draft", _single("qin-wangyue"), "DRAFT")
    yield _to_correct()
    yield Scenario("attending-verify", sample(6), "ATTENDING", "verify")
    yield Scenario("attending-seal", sample(5), "ATTENDING", "attend", order={"agency": "seal", "mode": "refused"})
    yield Scenario(
        "attending-payment",
        application_of("code-cao-jingxing", marital="40"),
        "ATTENDING",
        "attend",
        signs=("borrower",),
        behaviour={"payment": ["2"]},
    )
    yield Scenario("reviewing-existing", sample(2), "REVIEWING", "first_review")
    yield Scenario("reviewing-transfer", sample(7), "REVIEWING", "first_review")
    yield Scenario("reviewing-off-site", sample(8), "REVIEWING", "first_review")
    yield Scenario("reviewing-first", _corrected(sample(3)), "REVIEWING", "first_review")
    yield Scenario("reviewing-second", _large(_couple("tang-yining", "gu-nanxing")), "REVIEWING", "second_review")
    yield Scenario("signing-nobody", _single("ji-wangbei"), "SIGNING", "sign", silent=True)
    yield Scenario("signing-one", _couple("fang-ruogu", "ye-qinghuan"), "SIGNING", "sign", signs=("borrower",))
    yield Scenario("registering", _single("shi-zhaoye"), "REGISTERING", "mortgage", signs=("borrower",))
    yield Scenario("submitted", _single("bai-shouyi"), "SUBMITTED", held=("intake", 1))
    yield Scenario("verifying", sample(1), "VERIFYING", held=("collate", 1))
    yield Scenario("not-accepted", sample(1), "NOT_ACCEPTED")
    yield Scenario(
        "disbursing",
        _single("tian-shuyang"),
        "DISBURSING",
        signs=("borrower",),
        held=("disburse", 2),
        behaviour={"payment": ["2"]},
    )
    yield Scenario(
        "issuing", _single("jiang-wanzhou"), "DISBURSING", signs=("borrower",), held=("issue", 1), behaviour={}
    )


def _single(who: str) -> Sample:
    return application_of(f"code-{who}", commitments=SINGLE)


def _couple(borrower: str, spouse: str) -> Sample:
    return application_of(f"code-{borrower}", marital="20", spouse=f"code-{spouse}")


def _large(one: Sample) -> Sample:
    """So much that two people have to look."""
    home = {**one.form["home"], "down_payment": "300000.00"}
    return replace(
        one, form={**one.form, "home": home, "wish": {**one.form["wish"], "amount": "600000.00", "months": 360}}
    )


def _corrected(one: Sample) -> Sample:
    """A sample as it is after its correction."""
    (correction,) = one.corrections
    form = {**one.form, **correction["form"], "home": {**one.form["home"], **correction["form"]["home"]}}
    return replace(one, form=form, documents=correction["documents"])


def _to_correct() -> Scenario:
    """Single, and neither said so, nor sent the down payment's proof, nor given the unit's right number."""
    right = application_of("code-shen-muzhi")
    number = right.form["home"]["unit_number"]
    wrong = replace(
        right, form={**right.form, "home": {**right.form["home"], "unit_number": f"{number[:-1]}9"}}, documents=[]
    )
    change = {"home": {"unit_number": number}, "commitments": list(SINGLE)}
    return Scenario(
        "correction", wrong, "CORRECTION", "correction", corrections={"form": change, "documents": list(_B03)}
    )
