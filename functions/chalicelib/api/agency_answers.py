"""What every agency has answered in a case, as staff see it: outcome, code and time, never what the answer says of anybody."""

from chalicelib.messages import worded
from chalicelib.records.casefile import CaseFile


def answers(case: CaseFile) -> dict[str, dict[str, str]]:
    """Each answer by `<check>.<subject>`: {outcome, code, at}."""
    return {key: {"outcome": one.outcome, "code": one.code, "at": one.at} for key, one in case.answers.items()}


def in_words(case: CaseFile) -> dict[str, dict[str, str]]:
    """The same, each with the Chinese `text` of its code."""
    return {key: {**answer, "text": worded(answer["code"])} for key, answer in answers(case).items()}
