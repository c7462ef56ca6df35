"""Answers to what parties have said of how they were served (投诉建议答复): whoever said it is told that there is one, and nobody else."""

from collections.abc import Iterator
from datetime import timedelta

from chalicelib import clock
from chalicelib.casework.found import Found
from chalicelib.records import casefile
from chalicelib.records.casefile import CaseFile
from chalicelib.records.statements import Voice

_MESSAGE = "MESSAGE_VOICE_ANSWERED"
NEWS = timedelta(days=7)  # an answer that could not be told for longer keeps no case from being put away


def untold(case: CaseFile) -> list[str]:
    """The numbers of those that were answered and whoever said them has not been told, where they are a party still."""
    since = clock.stamp(clock.now() - NEWS)
    return [
        number
        for number, one in case.voices.items()
        if one.answered_at > since and case.untold(_MESSAGE, number, [one.party]) and _is_there(case, one)
    ]


def told(case: CaseFile) -> Iterator[Found]:
    """Tells them that it can be read where they are logged in; not what it says. Raises `AgencyUnavailable`."""
    from chalicelib.casework import notify  # few say anything
    from chalicelib.casework.purpose import asking

    for number in untold(case):
        with asking(case, "sweep") as purpose:
            sent = notify.sent(case, purpose, _MESSAGE, number, {case.voices[number].party})
        casefile.amend(case, messages=sent)
        case = casefile.load(case.id)
        yield Found.VOICE_TOLD


def _is_there(case: CaseFile, voice: Voice) -> bool:
    """Another may be that party by now; of a draft nobody knows where to tell anybody anything."""
    is_same = case.is_submitted and case.parties.get(voice.party) == voice.by
    return is_same and any(person.key == voice.party for person in case.application.parties)
