"""Nobody is asked about before they have authorised it, by whatever sequence of requests of whatever role: walks at random, with the partners' own
journal as witness. What counts as somebody's own authorisation is told by the requests alone, never by the record.

`-k walk -s` says of each step what it was answered.
"""

import hashlib
import re
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime
from random import Random

import pytest
import time_machine

from chalicelib import aws, clock
from chalicelib.api.http import limits
from chalicelib.casework import commitments, purpose, reopening
from chalicelib.domain.checks.declared import CHECKS
from chalicelib.errors import Contended, StepError
from chalicelib.records import casefile, inspections, tasks
from chalicelib.settings import setting
from chalicelib.steps import checking, collate, credit, intake
from chalicelib.trust.index import reference
from tests.given.case import TRACE, put, waiting, words, wrote
from tests.given.form import sample
from tests.given.papers import pdf

SPOKEN_OF = datetime(2026, 11, 28, 1, tzinfo=UTC)  # from that day the words of the consent speak of minor children
FORM = sample(1)["form"]
PEOPLE = {"zhou": "zhou-zian", "lin": "lin-shuning", "gao": "gao-jingyi", "ma": "ma-wenbo"}
KEYS = ("borrower", "spouse", "co_borrower_1", "co_owner_1")
CHILD = {"name": "周小安", "id_number": "620102201806150118"}
OF_NOBODY = {"identity_platform", "province", "seal"}  # logging in, telling people, a digest to seal
USES = ("data", "credit")
NUMBER = re.compile(r"\d{17}[\dX]")
STEPS = {check.step for check in CHECKS.values()} - {"credit"}
FEW, MANY = [(2, 70)], [(seed, 80) for seed in range(100, 130)]


@pytest.fixture(autouse=True)
def then(monkeypatch):
    monkeypatch.setattr(limits, "LIMITS", {})
    monkeypatch.setattr(limits, "LOOKS", dict.fromkeys(limits.LOOKS, limits.Limit(10**6, 60)))
    with time_machine.travel(max(clock.now(), SPOKEN_OF), tick=True) as now:
        yield now


@pytest.fixture
def world(world):
    """The province, in which two of its people have a child."""
    for number in ("620102199203150119", "620102199608200225"):
        world.server.province.people[number]["children"] = [CHILD]
    return world


class Walk:
    """Some people, some staff, their cases, and what each has authorised so far, by their own requests."""

    def __init__(self, api, login, world, monkeypatch, seed):
        self.api, self.world, self.random, self.said = api, world, Random(seed), Counter()
        known = {one["login"]: one for one in world.server.province.people.values() if "login" in one}
        self.people = {name: known[f"code-{code}"] for name, code in PEOPLE.items()}
        self.person_of = {reference("person", one["id_number"]): name for name, one in self.people.items()}
        self.number_of = {one["id_number"]: name for name, one in self.people.items()}
        self.tokens = {}
        for name, code in PEOPLE.items():
            self.tokens[name] = api("POST", "/v1/sessions", {"channel": "wechat", "code": f"code-{code}"}).body["token"]
            api("POST", "/v1/sessions/current/level", {"code": f"live-{code}"}, self.tokens[name])
        staff = {"clerk": "clerk", "clerk2": "clerk", "reviewer": "reviewer", "supervisor": "supervisor"}
        self.tokens |= {name: login(audience, name) for name, audience in staff.items()}
        self.tokens |= {
            "elsewhere": login("clerk", "elsewhere", "620200"),
            "standin": login("supervisor", "standin", "620000"),
        }
        self.tokens |= {"ops": login("ops"), "hotline": login("hotline"), "bank": login("bank", "B01")}
        self.cases, self.codes, self.scans, self.number, self.acts = [], [], [], 0, 0
        self.there = {}  # case and person at the window: before which clerk
        self.signed = {}  # case, person and use: on which scans two clerks have looked
        self.own = set()  # case, person and use: authorised by themselves, and not taken back
        self.asked = []
        answer = world.server.agencies.answer

        def heard(sid, params, additional):
            agency = world.server.agencies.agency_of(sid)
            self.asked.append((agency, dict(params), dict(additional)))
            return answer(sid, params, additional)

        monkeypatch.setattr(world.server.agencies, "answer", heard)

    # What is done

    def act(self):
        """One thing at random; then nobody may have been asked about who has not authorised it."""
        done = self.random.choices([one for one, _ in ACTS], [weight for _, weight in ACTS])[0]
        if not self.cases:
            done = Walk.begin
        elif self.acts < 30 and self.random.random() < 0.5:  # so that a road begins before the walk is over
            done = Walk.help
        self.acts += 1
        told = done(self)
        self.said[done.__name__, told.status if hasattr(told, "status") else told] += 1
        self.nobody_was_asked_about_without_their_word(
            (done.__name__, told if not hasattr(told, "status") else (told.status, told.body))
        )

    def pick(self, *those):
        return self.random.choice(those)

    def anybody(self):
        return self.pick(*PEOPLE) if self.random.random() < 0.7 else self.pick(*self.tokens)

    def case(self):
        return self.random.choice(self.cases)

    def send(self, method, path, body, who, **more):
        return self.api(method, path, body, self.tokens[who], **more)

    def form(self):
        """A form that names who comes to mind, as whatever."""
        names = self.random.sample([*PEOPLE], self.pick(1, 2, 2, 2, 3))
        if self.random.random() < 0.6:
            names = ["zhou", "lin", *names[2:]]
        keys = ["borrower", "spouse", self.pick(*KEYS[2:])][: len(names)]
        people = []
        for key, name in zip(keys, names, strict=True):
            one = {**self.people[name]}
            typed = {"key": key, **{part: one[part] for part in ("name", "id_number", "phone")}}
            if key != "co_owner_1":
                typed |= {
                    "marital": "20" if len(names) > 1 and key != "co_borrower_1" else "10",
                    "monthly_income": "9000.00",
                }
                typed |= (
                    {"is_depositor": True, "minor_children": 1, "children": [CHILD]}
                    if key in ("borrower", "spouse")
                    else {"relation": "7"}
                )
            people.append(typed)
        if self.random.random() < 0.1:
            people[-1]["id_number"] = people[0]["id_number"]
        said = {} if len(names) > 1 else {"commitments": ["SINGLE_STATUS"]}
        return {
            **FORM,
            "people": people,
            "home": {**FORM["home"], "contract_number": self.pick("LZ2026XS000101", "LZ2026XS000401")},
            **said,
        }

    def begin(self):
        told = self.send("POST", "/v1/applications", self.form(), self.pick("zhou", "gao", "clerk", "clerk"))
        if told.status == 201:
            self.cases.append(told.body["id"])
            put(told.body["id"], documents={"d1": {"state": "verified"}})
        return told

    def save(self):
        case = self.case()
        what = self.pick(self.form(), {"people": self.form()["people"]}, {"home": self.form()["home"]})
        return self.send("PATCH", f"/v1/applications/{case}", what, self.anybody(), if_match=self.revision(case))

    def save_own(self):
        case, who = self.case(), self.anybody()
        one = self.people.get(who, self.people["gao"])
        mine = {part: one[part] for part in ("name", "phone")} | self.pick(
            {}, {"children": [CHILD]}, {"id_number": one["id_number"]}
        )
        return self.send("PATCH", f"/v1/applications/{case}/people/me", mine, who, if_match=self.revision(case))

    def revision(self, case):
        return f'"{casefile.load(case).revision}"'

    def invite(self):
        told = self.send(
            "POST", f"/v1/applications/{self.case()}/invitations", {"person": self.pick(*KEYS[1:])}, self.anybody()
        )
        if told.status == 201:
            self.codes.append(told.body["code"])
        return told

    def join(self):
        code = self.random.choice(self.codes[-3:]) if self.codes else "7KQM-2XRA-PT9E"
        return self.send("POST", "/v1/joins", {"code": code}, self.anybody())

    def come(self):
        """Somebody at the window, said to be whom it may be."""
        case, clerk, key, there = (
            self.case(),
            self.pick("clerk", "clerk", "clerk2", "elsewhere"),
            self.pick(*KEYS),
            self.pick(*PEOPLE),
        )
        if self.random.random() < 0.6:  # as who they are
            there = self.named(case).get(key, there)
        body = {"person": key, "code": f"face-{PEOPLE[there]}"}
        told = self.send("POST", f"/v1/applications/{case}/presences", body, clerk)
        if told.status == 201:
            assert self.named(case)[key] == there, "somebody else was there"
            self.there.setdefault((case, there), set()).add(clerk)
        return told

    def named(self, case):
        """Whom the form names as which party, of those who are there at all."""
        people = casefile.load(case).form.get("people") or ()
        applicant = self.person_of.get(casefile.load(case).applicant)
        named = {
            one["key"]: self.number_of[one["id_number"]] for one in people if one.get("id_number") in self.number_of
        }
        return {**named, **({"borrower": applicant} if applicant else {})}

    def scan(self):
        """A form signed by hand: announced, sent, taken by one clerk and looked at by another. Each may be left out."""
        case, clerk, key, use = self.case(), self.pick("clerk", "clerk2"), self.pick(*KEYS), self.pick(*USES)
        where, self.number = f"/v1/applications/{case}/signed-forms", self.number + 1
        told = self.send("POST", where, {"content_type": "application/pdf"}, clerk)
        if told.status != 201:
            return told
        content, id = pdf(f"signed {self.number}"), told.body["id"]
        aws.client("s3").put_object(
            Bucket=setting("BUCKET_DOCUMENTS"), Key=inspections.incoming_key_of(case, id), Body=content
        )
        sha256 = hashlib.sha256(content).hexdigest()
        said = {
            "person": key,
            "act": f"consents.{use}",
            "place": "W-1",
            "content_type": "application/pdf",
            "sha256": sha256,
        }
        taken = self.send("POST", f"{where}/{id}/verify", said, clerk)
        if taken.status == 201:
            self.scans.append((case, id, sha256, self.named(case)[key], use))
        return taken

    def second(self):
        if not self.scans:
            return "none"
        case, id, sha256, whose, use = self.random.choice(self.scans)
        accepted = self.random.random() < 0.8
        told = self.send(
            "POST",
            f"/v1/applications/{case}/signed-forms/{id}/second",
            {"sha256": sha256, "accepted": accepted},
            self.pick("clerk", "clerk2", "elsewhere"),
        )
        if told.status == 201:
            on = self.signed.setdefault((case, whose, use), set())
            on.add(id) if told.body["state"] not in ("VOID", "DENIED") and accepted else on.discard(id)
        return told

    def deny(self):
        if not self.scans:
            return "none"
        case, id, _, whose, use = self.random.choice(self.scans)
        told = self.send(
            "POST", f"/v1/applications/{case}/signed-forms/{id}/denials", {}, self.pick(whose, self.anybody())
        )
        if told.status == 201:
            self.signed.get((case, whose, use), set()).discard(id)
            if not self.there.get((case, whose)):  # else it may have been given before their face
                self.unsaid(case, whose, use, of_form=id)
        return told

    def consent(self):
        case, who = self.case(), self.anybody()
        if self.random.random() < 0.5:
            who = self.random.choice([*self.named(case).values()] or ["zhou"])
        return self.authorise(case, who, self.pick(*USES))

    def help(self):
        """What a case lacks to be handed in: somebody comes in, or authorises what is asked of them, or the applicant sends it."""
        case = self.case()
        applicant = self.person_of.get(casefile.load(case).applicant)
        for key, who in self.named(case).items():
            if (
                applicant
                and who != applicant
                and self.api("GET", f"/v1/applications/{case}/track", None, self.tokens[who]).status == 404
            ):
                told = self.send("POST", f"/v1/applications/{case}/invitations", {"person": key}, applicant)
                return self.send("POST", "/v1/joins", {"code": told.body["code"]}, who) if told.status == 201 else told
            for use in USES:
                if (case, who, use) not in self.own and (applicant or key != "borrower"):
                    return self.authorise(case, who, use)
        what = "corrections" if casefile.load(case).status == "CORRECTION" else "submit"
        return self.send(
            "POST",
            f"/v1/applications/{case}/{what}",
            {"wish": {"months": 200 + self.number}} if what == "corrections" else None,
            applicant or "clerk",
        )

    def authorise(self, case, who, use):
        key = self.pick(*KEYS) if who in ("clerk", "clerk2", "elsewhere") or self.random.random() < 0.15 else None
        before = {one["id"] for one in casefile.load(case).consents}
        body = {"use": use, "version": words(use), **({"person": key} if key else {})}
        told = self.send("POST", f"/v1/applications/{case}/consents", body, who)
        new = [one for one in casefile.load(case).consents if one["id"] not in before]
        if told.status == 201:
            whose = who if who in PEOPLE else self.named(case)[key]
            by_form = self.signed.get((case, whose, use), set())
            is_own = who in PEOPLE or who in self.there.get((case, whose), ()) or bool(by_form)
            assert is_own, (who, key, "spoke for somebody who was not there and has signed nothing")
            self.own.add((case, whose, use))
            assert {self.person_of[one["party"]] for one in new} <= {whose}
        else:
            assert not new, told.body
        return told

    def take_back(self):
        case, who, use = self.case(), self.anybody(), self.pick(*USES)
        key = self.pick(*KEYS) if who not in PEOPLE else None
        told = self.send(
            "POST",
            f"/v1/applications/{case}/consents/withdrawals",
            {"use": use, **({"person": key} if key else {})},
            who,
        )
        if told.status == 200:
            self.unsaid(case, who if who in PEOPLE else self.named(case)[key], use)
        return told

    def unsaid(self, case, whose, use, of_form=""):
        if of_form and any(
            one["party"] in self.person_of
            and self.person_of[one["party"]] == whose
            and one["use"] == use
            and one.get("presence") != of_form
            for one in casefile.load(case).consents
        ):
            return  # they gave it otherwise too
        self.own.discard((case, whose, use))

    def prefill(self):
        case, who = self.case(), self.anybody()
        query = f"?person={self.pick(*KEYS)}" if who not in PEOPLE or self.random.random() < 0.2 else ""
        return self.send("GET", f"/v1/applications/{case}/prefill{query}", None, who)

    def hand_in(self):
        case, who = self.case(), self.pick("zhou", "gao", "lin", "clerk", "clerk")
        return self.send(
            "POST",
            f"/v1/applications/{case}/{self.pick('submit', 'submit', 'corrections')}",
            self.pick(None, {}, {"incomplete": True}, {"people": self.form()["people"]}),
            who,
        )

    def say(self):
        """Whatever else is said of a case by whomever."""
        case, who = self.case(), self.anybody()
        path, body = self.pick(
            ("withdraw", {}), ("contests", {"check": "identity", "subject": "spouse", "reason": "不属实"}), ("owed", {}),
            ("appeals", {"grounds": "事实认定不符，请复核"}), ("signatures", {"decline": True}), ("agents/revocations", {}),
            ("commitments", {"code": "SINGLE_STATUS", "version": "0" * 16}), ("tolerances", {"upload_as": "B03", "version": "0" * 16}),
            ("documents", {"material": "B03", "content_type": "image/png", "size": 9, "sha256": "0" * 64}), ("recusals", {"tie": "relative"}),
            ("commitments/SINGLE_STATUS/findings", {"untrue": True, "reason": "与登记不符"}), ("notice/1", {"answer": "none"}),
        )  # fmt: skip
        if path == "withdraw" and self.random.random() < 0.8:
            return "kept"
        return self.send("POST", f"/v1/applications/{case}/{path}", body, who)

    def look(self):
        case, who = self.case(), self.anybody()
        path = self.pick(
            "",
            "/materials",
            "/track",
            "/decision",
            "/data-uses",
            "/authorisations",
            "/tolerances",
            "/commitments",
            "/signed-forms",
        )
        return self.send("GET", f"/v1/applications/{case}{path}", None, who)

    def work(self):
        """Staff with a task of the case."""
        found = tasks.of_case(self.case())
        if not found:
            return "none"
        task, who = self.random.choice(found), self.pick("clerk", "reviewer", "supervisor", "standin")
        path, body = self.pick(
            ("claim", {}), ("claim", {}), ("hold", {"why": "other"}), ("notes", {"text": "x", "draft": True}), ("return", {"reason": "转由他人办理"}),
            ("decision", {"decision": self.pick("approve", "refuse", "retry", "ask", "return", "go_on", "resolved", "upheld"), "reason": "资料齐全，收入与缴存一致"}),
            ("procedures", {"kind": "appraisal", "reason": "等待评估报告"}),
        )  # fmt: skip
        return self.send("POST", f"/v1/tasks/{task.id}/{path}", body, who)

    # What the road does meanwhile

    def step(self):
        """The road, wherever it is, or a late duplicate of it."""
        case = self.case()
        name = self.pick("intake", "collate", "credit", "word", *STEPS, *STEPS)
        if not casefile.load(case).is_submitted:
            return "not handed in"
        event = {"case": case, "trace": TRACE, "step": name, "attempt": 0, "last": "check"}
        try:
            if name == "word":
                now = casefile.load(case)
                commitments.lacking(now, purpose.purpose_of(now, "disburse"))
            else:
                {"intake": intake, "collate": collate, "credit": credit}.get(name, _Asking(name)).handle(event)
        except (StepError, Contended) as error:
            return type(error).__name__
        return name

    def turn(self):
        """Where the road or people might have brought a case that was handed in."""
        case = self.case()
        now = casefile.load(case)
        if not now.is_submitted or now.is_withdrawn:
            return "not handed in"
        status, kind = self.pick(
            ("CORRECTION", "correction"),
            ("CORRECTION", "correction"),
            ("ATTENDING", "attend"),
            ("REVIEWING", "first_review"),
            ("VERIFYING", "verify"),
            ("REFUSED", ""),
        )
        self.number += 1
        with suppress(Contended):
            if status == "REFUSED":
                put(case, status="REFUSED", number=now.number or "N" * 44)
                ended = casefile.load(case)
                if not reopening.lacking(ended):
                    wrote(ended, **reopening.changes(ended))
                return "reopened"
            notice = {"round": self.number, "issued_at": "", "due_at": "2099-01-01T00:00:00+08:00", "defects": []}
            more = {"notice": notice} if kind == "correction" else {}
            waiting(
                case,
                kind,
                status,
                number=self.number,
                details={"step": "Sign", "error": "X", "looks": [], "codes": ["PARTIES_ASKED"]},
                **more,
            )
        return status

    # What must hold

    def nobody_was_asked_about_without_their_word(self, after):
        asked, self.asked[:] = [*self.asked], []
        for agency, params, additional in asked:
            if agency in OF_NOBODY:
                continue
            case = (
                additional["caseNo"]
                if len(additional["caseNo"]) == 32
                else next(one for one in self.cases if casefile.load(one).number == additional["caseNo"])
            )
            use = "credit" if agency == "credit_bureau" else "data"
            about = {
                self.number_of.get(number, number) for number in NUMBER.findall(" ".join(map(str, params.values())))
            }
            given = {one["id"]: self.person_of[one["party"]] for one in casefile.load(case).consents}
            whose = given[additional["consentId"]]
            about = {whose if one == CHILD["id_number"] else one for one in about} | {whose}  # of a child its guardian
            for one in about:
                assert (case, one, use) in self.own, (agency, one, use, after)
            assert len(about) == 1 or agency == "civil_affairs", (agency, about, "on the word of one")
            self.said["asked", additional["purpose"], agency] += 1


class _Asking:
    def __init__(self, step):
        self.handle = lambda event: checking.handler(step)(event)


ACTS = [
    (Walk.begin, 2), (Walk.save, 8), (Walk.save_own, 3), (Walk.invite, 8), (Walk.join, 10), (Walk.come, 8), (Walk.scan, 3), (Walk.second, 3), (Walk.deny, 1),
    (Walk.consent, 14), (Walk.help, 30), (Walk.take_back, 3), (Walk.prefill, 10), (Walk.hand_in, 12), (Walk.say, 5), (Walk.look, 3), (Walk.work, 4), (Walk.step, 24), (Walk.turn, 4),
]  # fmt: skip


@pytest.mark.parametrize(("seed", "acts"), [*FEW, *(pytest.param(*one, marks=pytest.mark.soak) for one in MANY)])
def test_whatever_anybody_sends_nobody_is_asked_about_before_they_have_authorised_it(
    api, login, world, monkeypatch, seed, acts
):
    walk = Walk(api, login, world, monkeypatch, seed)
    for _ in range(acts):
        walk.act()
    print("\n", seed, dict(sorted(walk.said.items(), key=str)))
