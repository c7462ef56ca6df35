"""A counter has queue numbers called by the hall's own system, which is asked once however often the request arrives."""

from chalicelib.agencies import queue_numbers
from chalicelib.agencies.queue_numbers import Stand
from chalicelib.errors import AgencyUnavailable


def test_a_clerk_has_the_next_number_called_to_their_counter_in_their_own_centre(api, login, monkeypatch):
    asked, clerk = [], login("clerk")

    def call(centre, counter, operator, request, *, again):
        asked.append((centre, counter, again, request))
        return Stand(4, "A001")

    monkeypatch.setattr(queue_numbers, "call", call)
    same = {"who": clerk, "idempotency_key": "one-press-of-the-button"}
    said = {"counter": "3", "waiting": 4, "number": "A001"}
    assert [api("POST", "/v1/numbers/next", {"counter": "3"}, **same).body for _ in (1, 2)] == [said, said]
    assert [one[:3] for one in asked] == [("620100", "3", False)], "sent twice, called once"
    assert api("POST", "/v1/numbers/next", {"counter": " "}, clerk).status == 422
    assert api("GET", "/v1/numbers", who=clerk).codes == {("MISSING", "counter")}


def test_a_hall_whose_system_does_not_answer_is_said_to_be_out(api, login, monkeypatch):
    def out(*_):
        raise AgencyUnavailable("no answer")

    monkeypatch.setattr(queue_numbers, "stands", out)
    assert api("GET", "/v1/numbers?counter=3", who=login("clerk")).status == 503
