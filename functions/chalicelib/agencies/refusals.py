"""What the exchange refuses for good (拒绝码): the same call again would be refused again, so a person has to look.

What is not listed may get better by itself and is asked again: a code nobody has told us of, -1, busy, an HTTP error.
"""

from collections.abc import Mapping

# By the envelope's code, or by the HTTP status of an answer that bears none.
REFUSALS: Mapping[str, str] = {
    "E-101": "signature refused",
    "E-103": "purpose incomplete",
    "E-104": "parameters refused",
    "E-106": "service not authorised",
    "400": "request refused",
    "401": "signature refused",
    "403": "forbidden",
    "404": "service unknown",
}
# The key may have been rotated since it was read: it is read anew and the call made once more before it counts as refused.
OF_THE_KEY = frozenset({"E-101", "401"})
