"""What goes wrong on purpose: orders to one partner, for messages about one subject, a number of times."""

from dataclasses import dataclass
from threading import Lock

MODES = {
    "slow",  # answers after SLOW seconds
    "fail",  # HTTP 500, nothing done
    "down",  # hangs up, nothing done
    "lost",  # does it, then hangs up before the answer
    "timeout",  # answers nothing until the caller gives up
    "garbage",  # answers what is not an answer
    "unauthorised",  # HTTP 401: does not know our signature, nothing done
    "refused",  # refuses for good, by a code it has told us of
    "unheard_of",  # refuses by a code nobody has told us of, nothing done
    "throttled",  # HTTP 429: to come back in RETRY_AFTER seconds, nothing done
    "busy",  # says it cannot now (agencies only)
    "twice",  # calls back twice
}
SLOW = 1.0
RETRY_AFTER = 1


@dataclass
class Order:
    """`partner` is an agency or a bank's code, `subject` any text a message about it holds (an ID or unit number)."""

    partner: str
    subject: str
    mode: str
    left: int  # below zero: for ever


class Mischief:
    """All orders in force."""

    def __init__(self) -> None:
        self._orders: list[Order] = []
        self._lock = Lock()

    def order(self, mode: str, agency: str = "", bank: str = "", subject: str = "*", times: int = -1) -> None:
        """Adds an order. Raises `ValueError` for an unknown mode or no partner; `*` stands for every one."""
        if mode not in MODES or not (agency or bank):
            raise ValueError("mode and agency or bank are needed")
        with self._lock:
            self._orders.append(Order(agency or bank, subject, mode, times))

    def reset(self) -> None:
        """Forgets all orders."""
        with self._lock:
            self._orders.clear()

    def of_answer(self, partner: str, message: str) -> str:
        """How the partner is to answer this message: a mode, or an empty string for properly."""
        return self._take(partner, message, MODES - {"twice"})

    def calls_twice(self, partner: str, message: str) -> bool:
        """True when the partner is to call back twice about this."""
        return bool(self._take(partner, message, {"twice"}))

    def _take(self, partner: str, message: str, modes: set[str]) -> str:
        with self._lock:
            for order in self._orders:
                fits = order.partner in ("*", partner) and (order.subject == "*" or order.subject in message)
                if fits and order.mode in modes and order.left:
                    order.left -= 1
                    return order.mode
        return ""
