"""A `frozen` class is to whoever uses it what `dataclass(frozen=True)` makes of the same lines."""

from dataclasses import KW_ONLY, FrozenInstanceError, asdict, dataclass, field, fields, replace

import pytest

from chalicelib.domain.frozen import frozen


class Home:
    """Both kinds are made of these lines."""

    city: str
    area: int = 90
    key: str = field(default="", repr=False)
    uses: list[str] = field(default_factory=list)
    _: KW_ONLY
    kind: str = "new"


class Hashable:
    name: str
    floor: int = 1


def copy_of(lines: type) -> type:
    return type(
        lines.__name__, (), {name: one for name, one in vars(lines).items() if name not in ("__dict__", "__weakref__")}
    )


@pytest.fixture(params=[frozen, dataclass(frozen=True)], ids=["frozen", "dataclass"])
def made(request):
    return lambda lines: request.param(copy_of(lines))


def test_one_is_made_by_place_and_by_name_with_defaults_of_its_own(made):
    kind = made(Home)
    one, other = kind("620100", 80, kind="own"), kind(city="620100")
    assert (one.city, one.area, one.key, one.uses, one.kind) == ("620100", 80, "", [], "own")
    assert (other.area, other.kind) == (90, "new")
    assert one.uses is not other.uses


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ((), {}),
        (("a",), {"city": "b"}),
        (("a",), {"garden": 1}),
        (("a", 1, "", [], "own"), {}),
        ((), {"garden": 1, "area": 2}),
    ],
    ids=["lacking", "twice", "unknown", "too many", "lacking and unknown"],
)
def test_what_does_not_fit_is_refused_without_a_word_of_its_values(made, values, named):
    with pytest.raises(TypeError):
        made(Home)(*values, **named)


def test_a_refusal_names_no_value():
    with pytest.raises(TypeError) as refused:
        frozen(copy_of(Home))("620102199001010011", garden="13800000000")
    assert "620102199001010011" not in str(refused.value) and "13800000000" not in str(refused.value)


def test_none_is_changed_and_none_loses_anything(made):
    one = made(Home)("620100")
    with pytest.raises(FrozenInstanceError):
        one.city = "620200"
    with pytest.raises(FrozenInstanceError):
        one.floor = 1
    with pytest.raises(FrozenInstanceError):
        del one.city
    assert one.city == "620100"


def test_equal_are_those_of_one_class_with_equal_values(made):
    kind, other = made(Hashable), made(Hashable)
    assert kind("a") == kind("a", 1) != kind("a", 2)
    assert kind("a") != other("a")
    assert len({kind("a"), kind("a", 1), kind("b")}) == 2
    with pytest.raises(TypeError):
        hash(made(Home)("620100"))


def test_what_must_not_be_read_is_not_in_its_words(made):
    assert repr(made(Home)("620100", key="secret")) == "Home(city='620100', area=90, uses=[], kind='new')"


def test_what_reads_dataclasses_reads_these(made):
    one = made(Home)("620100")
    assert [each.name for each in fields(one)] == ["city", "area", "key", "uses", "kind"]
    assert (replace(one, area=70).area, replace(one, area=70).city, one.area) == (70, "620100", 90)
    assert asdict(one) == {"city": "620100", "area": 90, "key": "", "uses": [], "kind": "new"}


def test_one_that_is_made_of_another_has_the_values_of_both():
    @frozen
    class Base:
        id: str

    @frozen
    class Whole(Base):
        name: str = ""

    assert Whole("1", "a") == Whole(id="1", name="a") != Whole("1")
