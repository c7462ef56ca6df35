"""The samples: an application as a file, taken to its end through the HTTP API alone, as the people in it would."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import urllib3
import yaml

from infra.players.client import Depositor, Operations, Refused, Staff
from infra.players.endings import Ending, ending_of
from infra.players.prefilling import Filled, fill_in
from infra.players.reading import opened, with_papers

FOLDER = Path(__file__).parent.parent.parent / "samples"
PATIENCE = 60.0
"""Seconds in which something must have happened to a case."""

Tell = Callable[[Mapping[str, Any]], None]
"""Is given what the borrower sees on the tracking page, each time it is looked at."""


class Stuck(Exception):
    """Nothing has happened to a case for too long, or nobody in the sample does what it waits for."""


@dataclass(frozen=True)
class Sample:
    """One sample file; see samples/README.md for what its parts mean."""

    key: str
    name: str
    form: Mapping[str, Any]
    logins: Mapping[str, str]
    documents: list[Mapping[str, str]]
    corrections: list[Mapping[str, Any]]
    staff: list[Mapping[str, Any]]
    behaviours: list[Mapping[str, Any]]
    expect: Mapping[str, Any]
    folder: Path
    prefill: bool = False


def load(folder: Path = FOLDER) -> list[Sample]:
    """All samples of a folder, in order of their file names."""
    return [read(file) for file in sorted(folder.glob("*.yaml"))]


def read(file: Path) -> Sample:
    """One sample."""
    told = yaml.safe_load(file.read_text("utf-8"))
    return Sample(**{**told, "key": file.stem, "name": told["name"]["zh"], "folder": file.parent})


@dataclass
class Play:
    """One sample on its way. `run` may be called once."""

    sample: Sample
    api: str
    partners: str
    patience: float = PATIENCE
    pause: float = 0.05
    case: str = ""
    notices: list[list[str]] = field(default_factory=list)
    tasks: int = 0
    filled: Filled | None = None
    _people: dict[str, Depositor] = field(default_factory=dict)
    _at_work: dict[str, Staff] = field(default_factory=dict)

    def run(self, tell: Tell = lambda _track: None) -> Ending:
        """From the first login to the end. Raises `Stuck`, or `Refused` where the API refuses what should be right."""
        for order in self.sample.behaviours:
            self._partners("POST", "/control", order)
        borrower = self.begin()
        borrower.submit(self.case)
        return self._ending(self._follow(borrower, tell))

    def begin(self) -> Depositor:
        """Everything up to submitting, each party on their own login. Returns the borrower."""
        self._people = {key: Depositor(self.api, code) for key, code in self.sample.logins.items()}
        borrower = self._people["borrower"]
        if self.sample.prefill:
            self.filled = fill_in(self._people, self.sample.form)
            self.case = self.filled.case
        else:
            self.case = borrower.apply(self.sample.form)
        self._hand_in(self.sample.documents)
        for key, person in self._people.items():
            if person is not borrower and not self.filled:
                person.join(borrower.invite(self.case, key))
            person.authorise(self.case)
        return borrower

    def _follow(self, borrower: Depositor, tell: Tell) -> Mapping[str, Any]:
        acts = {
            "HOLDER_APPLICANT": self._correct,
            "HOLDER_SIGNERS": self._sign,
            "HOLDER_CENTRE": self._attend,
        }
        seen, since, refusal = "", time.monotonic(), ""
        while True:
            track = borrower.track(self.case)
            tell(track)
            # What the registry wants more is brought to the window, and staff pass it on.
            holder = "HOLDER_CENTRE" if track["supplement"] else track["held_by"]["code"]
            if holder == "HOLDER_NOBODY":
                return track
            what = f"{track['status']} {len(track['timeline'])}"
            if what != seen:
                seen, since = what, time.monotonic()
            elif time.monotonic() - since > self.patience:
                raise Stuck(f"{self.sample.key}: {track['status']} since {self.patience:.0f} s {refusal}".rstrip())
            try:
                if holder in acts:
                    acts[holder](track)
            except Refused as refused:
                # The case moved on between looking and acting: look again.
                if refused.status not in (404, 409):
                    raise
                refusal = f"({refused})"
            time.sleep(self.pause)

    def _correct(self, track: Mapping[str, Any]) -> None:
        notice = track["notice"]
        if notice is None or notice["round"] <= len(self.notices) or not track["held_by"]["until"]:
            return  # they answer once they are told by when
        self.notices.append([named(defect) for defect in notice["defects"]])
        if notice["round"] > len(self.sample.corrections):
            raise Stuck(f"{self.sample.key}: asked to correct {', '.join(self.notices[-1])}")
        correction = self.sample.corrections[notice["round"] - 1]
        self._hand_in(correction.get("documents", ()))
        self._people["borrower"].correct(self.case, correction.get("form", {}))

    def _sign(self, track: Mapping[str, Any]) -> None:
        part = track["bank_part"]
        for party in part["waiting_for"] if part else ():
            if party in self._people:
                self._people[party].post(f"/v1/applications/{self.case}/costs", {"sha256": part["offer"]["sha256"]})
        contract = track["contract"]
        for party in contract["waiting_for"] if contract else ():
            if party in self._people:
                self._people[party].sign(self.case, contract)

    def _attend(self, track: Mapping[str, Any]) -> None:
        if self.tasks == len(self.sample.staff):
            return
        act = self.sample.staff[self.tasks]
        if act["task"].endswith("_review") and track["status"] == "ATTENDING":
            return  # what was looked into has only just been answered: whoever watches sees the review, too
        staff = self._at_work.get(act["by"]) or self._at_work.setdefault(act["by"], Staff(self.api, act["by"]))
        task = staff.task_of(self.case, act["task"])
        if task is not None:
            said = {name: value for name, value in act.items() if name not in ("task", "by")}
            staff.decide(task["id"], with_papers(staff, self.case, task["id"], said))
            self.tasks += 1

    def _hand_in(self, documents: Any) -> None:
        for document in documents:
            self._people["borrower"].add(self.case, document["material"], self.sample.folder / document["file"])

    def _ending(self, track: Mapping[str, Any]) -> Ending:
        operations = Operations(self.api, "code-ops-1")
        papers = opened(self._people["borrower"], self.case, track["results"])
        return ending_of(
            self.sample,
            track,
            papers,
            operations.case(self.case),
            operations.execution(self.case),
            self._partners("GET", "/control/journal"),
            self.notices,
        )

    def _partners(self, method: str, path: str, body: Any = None) -> Any:
        content = json.dumps(body, ensure_ascii=False).encode() if body else None
        answer = urllib3.request(method, self.partners + path, body=content)
        if answer.status != 200:
            raise Refused(answer.status, {"code": path})
        return json.loads(answer.data)


def named(defect: Mapping[str, Any]) -> str:
    """How a sample names a defect: the material that is missing, or the defect's code."""
    return str(defect["where"] if defect["code"] == "MATERIAL_MISSING" else defect["code"])
