import pytest
import time_machine


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-11-23T01:00:00Z", tick=False):
        yield


def quote(api, **asked):
    return api("POST", "/v1/quotes", {"centre": "620100", "amount": "1000000.00", "months": 360, **asked})


def test_a_quote_gives_the_published_instalment(api):
    told = quote(api).body
    assert (told["rate"], told["first_payment"], told["total_interest"]) == ("2.60", "4003.40", "441222.35")


def test_sixty_months_are_still_short(api):
    assert (quote(api, months=60).body["rate"], quote(api, months=61).body["rate"]) == ("2.10", "2.60")


def test_a_second_home_has_its_own_rate(api):
    assert quote(api, homes="second", amount="600000.00").body["first_payment"] == "2553.96"


def test_equal_principal_falls(api):
    told = quote(api, method="02").body
    assert (told["first_payment"], told["last_payment"]) == ("4944.45", "2783.00")


def test_the_smallest_down_payment_is_said_with_the_price(api):
    assert quote(api, price="1250000.00").body["down_payment"] == "250000.00"


@pytest.mark.parametrize(
    "asked",
    [{"amount": "0"}, {"amount": "1e9"}, {"amount": 5}, {"months": 0}, {"months": 361}, {"centre": "110000"}],
    ids=str,
)
def test_what_cannot_be_quoted_is_refused(api, asked):
    assert quote(api, **asked).status == 422
