"""What browsers are sent: from here alone, nothing inline, every word in the catalogue, small enough for a phone."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

from chalicelib import messages, settings
from chalicelib.casework.presence import ACTS
from chalicelib.domain.checks.declared import CHECKS
from chalicelib.domain.status import Status
from chalicelib.domain.work import STAFF
from chalicelib.pages import files, run, together, words
from infra.deploy import package
from infra.local import serve

WEB = files.WEB
VENDOR = WEB / "vendor"
KEPT = json.loads((VENDOR / "vendor.json").read_text(encoding="utf-8"))
OURS = sorted(path for path in WEB.glob("*/*") if path.parent != VENDOR and path.suffix in (".js", ".css", ".html"))
FIRST_PAGE = 60 * 1024  # bytes over the wire
BUILT = [path for path, audience in files.AUDIENCES.items() if files.page(audience)]
# A code that is put together is told here what it can become: any of these that the catalogue has.
SAID = re.compile(r"""\bt\(\s*(?:"([A-Z0-9_]+)"|`([A-Z0-9_]+)\$\{)""")
CODE = re.compile(r'"((?:PAGE|APPLY|DESK|SUPERVISE|OPS)_[A-Z0-9_]+)"')


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {"ANJU_UPLOAD_ORIGIN": "https://store.example", "ANJU_LOGIN_PAGE": "none"}
    monkeypatch.setattr(settings, "told", said)


def asked(path: str, before: str = "/api") -> dict:
    return run.handle({"path": path, "requestContext": {"path": f"{before}{path}"}}, None)


def of_page(path: str) -> list[str]:
    """Every address a page names, as it names it."""
    return re.findall(r'(?:src|href)="([^"]*)"', asked(path)["body"])


def served(address: str) -> dict:
    return asked(f"/{address}")


@pytest.mark.parametrize("path", BUILT)
def test_a_page_may_run_what_comes_from_here_and_speak_to_the_api_and_the_store(path: str) -> None:
    headers = asked(path)["headers"]
    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
        "connect-src 'self' https://store.example; "
        + ("frame-src blob:; " if path == "/desk" else "")  # a paper beside the data
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", BUILT)
def test_a_page_has_nothing_inline_and_names_everything_relatively_to_the_stage(path: str) -> None:
    body = asked(path)["body"]
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:", body)
    assert of_page(path) and all(address.startswith("web/") for address in of_page(path))


@pytest.mark.parametrize(
    ("asked_for", "goes_to"), [("/api", "/api/"), ("/api/desk/", "/api/desk"), ("/api/ops/", "/api/ops")]
)
def test_where_relative_links_would_be_wrong_one_is_sent_on(asked_for: str, goes_to: str) -> None:
    path = asked_for.removeprefix("/api").rstrip("/") or "/"
    if path not in BUILT:
        pytest.skip(f"{path} is not built")
    answer = run.handle({"path": path, "requestContext": {"path": asked_for}}, None)
    assert (answer["statusCode"], answer["headers"]["Location"]) == (308, goes_to)


@pytest.mark.parametrize("path", BUILT)
def test_a_first_page_is_small_and_everything_it_names_is_there_and_kept(path: str) -> None:
    answers = [served(address) for address in of_page(path)]
    assert {answer["statusCode"] for answer in answers} == {200}
    assert {answer["headers"]["Cache-Control"] for answer in answers} == {"public, max-age=31536000, immutable"}
    whole = sum(len(gzip.compress(answer["body"].encode(), 6)) for answer in [asked(path), *answers])
    assert whole <= FIRST_PAGE


@pytest.mark.parametrize("audience", files.AUDIENCES.values())
def test_a_page_is_one_module_and_what_it_fetches_later_takes_from_there_what_has_run(audience: str) -> None:
    known = together.closure(f"{audience}/main.js", files.content)
    sent = {path.relative_to(WEB).as_posix() for path in OURS if path.suffix == ".js"} - set(known)
    for name in sorted(sent):
        answer = served(f"web/{files.release()}-{audience}/{name}")
        assert answer["headers"]["Cache-Control"] == "public, max-age=31536000, immutable"
        code = re.sub(r"/\*.*?\*/", "", answer["body"], flags=re.DOTALL)
        for fetched in re.findall(r"""(?:from|import\()\s*"(\.\.?/[^"]+)\"""", code):
            assert files._NAME.fullmatch(there := together._named(fetched, name))
            assert there == f"{audience}/first.js" or there not in known, (name, fetched)
    assert len(of_page(next(path for path in BUILT if files.AUDIENCES[path] == audience))) <= 4


@pytest.mark.parametrize("said", ["export let open = 1;", 'import * as all from "./b.js";', 'export * from "./b.js";'])
def test_a_module_that_says_more_than_is_read_is_not_put_together(said: str) -> None:
    written = {"a/main.js": said, "a/b.js": "export const one = 1;"}
    with pytest.raises(ValueError, match="a/main.js: "):
        together.first("a", lambda name: written[name].encode())


def test_modules_that_import_each_other_are_not_put_together() -> None:
    written = {"a/main.js": 'import { one } from "./b.js";', "a/b.js": 'import { other } from "./main.js";'}
    with pytest.raises(ValueError, match="a/main.js: imports itself by a/main.js, a/b.js"):
        together.first("a", lambda name: written[name].encode())


def test_a_file_of_another_release_is_sent_and_not_kept() -> None:
    answer = asked("/web/0123456789ab/shared/api.js")
    assert (answer["statusCode"], answer["headers"]["Cache-Control"]) == (200, "no-store")


@pytest.mark.parametrize(
    "name",
    ["../app.py", "shared/../../app.py", "vendor/vendor.json", "shared/page.html", "words/nobody.js", "shared/.js", ""],
)
def test_nothing_else_is_sent(name: str) -> None:
    answer = asked(f"/web/{files.release()}/{name}")
    assert answer["statusCode"] == 404 and json.loads(answer["body"])["code"] == "NOT_FOUND"


def test_another_text_or_file_is_another_release(monkeypatch: pytest.MonkeyPatch) -> None:
    before = files.release()
    files._digest.cache_clear()
    monkeypatch.setitem(messages.pages.shared.TEXTS, "PAGE_BRAND", ("别的", "Other"))
    assert files.release() != before
    files._digest.cache_clear()


@pytest.mark.parametrize("audience", files.AUDIENCES.values())
def test_operations_alone_are_told_what_the_runbooks_are_about(audience: str, tmp_path: Path) -> None:
    page = tmp_path / "PayOutStuck.md"
    page.write_text("# PayOutStuck 放款停住\n", encoding="utf-8")
    told = {code: said for code, said in words.of(audience, [page]).items() if code.startswith("RUNBOOK_")}
    assert told == ({"RUNBOOK_PayOutStuck": "放款停住"} if audience == "ops" else {})


@pytest.mark.parametrize("path", OURS, ids=lambda path: str(path.relative_to(WEB)))
def test_a_file_of_ours_is_short_and_has_no_foreign_address_and_makes_no_code_or_markup_of_text(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 250
    assert not re.search(r"https?://(?!www\.w3\.org/)|(?<![:\w])//[a-z]+\.[a-z]", text)
    assert not re.search(r"\beval\(|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write|@import", text)


@pytest.mark.parametrize(
    "path", [path for path in OURS if path.suffix == ".js"], ids=lambda path: str(path.relative_to(WEB))
)
def test_every_code_a_module_says_has_its_words(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    every = [code for room in messages._ROOMS for code in messages.import_module(f"chalicelib.messages.{room}").TEXTS]
    whole = {code for code, _ in SAID.findall(text) if code} | set(CODE.findall(text))
    assert {code for code in whole if code not in every and not any(known.startswith(code) for known in every)} == set()
    for begun in {start for _, start in SAID.findall(text) if start}:
        assert any(code.startswith(begun) for code in every), begun


@pytest.mark.parametrize(
    "path", [path for path in OURS if path.suffix == ".js"], ids=lambda path: str(path.relative_to(WEB))
)
def test_words_are_in_the_catalogue_and_not_in_a_module(path: Path) -> None:
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    spoken = [line.strip() for line in code.splitlines() if re.search(r"[一-鿿]{2}", line)]
    assert spoken == []


def test_what_is_told_of_a_part_of_what_is_typed_is_told_as_a_change_of_what_stands_there() -> None:
    """Two keys pressed before the next drawing would else each build on what was drawn, and the first be lost."""
    for path in OURS:
        text = path.read_text(encoding="utf-8")
        for names, tell in re.findall(r"const \[([^=]*?), (\w+),? ?[^=]*\] = use(?:Typed|State)\(", text):
            drawn = "|".join(re.findall(r"\w+", names))
            for said in re.findall(rf"(?<![\w.]){tell}\(([\[{{][^;]*)", text):
                if "await " in said:  # one act at a time, whose answer is added
                    continue
                assert not re.search(rf"(?<!\w\.)\b({drawn})\b(?!:)", said.split("=>")[0].split("saved()")[0]), (
                    path,
                    said,
                )
        assert not re.findall(r'(?<![\w.])edit\("[^"]*", (?:\[|on \?)', text), path


@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept["file"])
def test_what_is_of_others_is_what_was_published(kept: dict) -> None:
    content = (VENDOR / kept["file"]).read_text(encoding="utf-8")
    if "replaced" in kept:
        theirs, ours = kept["replaced"]
        content = content.replace(ours, theirs)
    assert hashlib.sha256(content.encode()).hexdigest() == kept["sha256"]


def test_every_module_of_others_is_told_of_and_its_licence_lies_beside_it() -> None:
    assert {path.name for path in VENDOR.glob("*.js")} == {kept["file"] for kept in KEPT}
    assert all(any(VENDOR.glob(f"{kept['package'].rpartition('/')[2]}-LICENSE*")) for kept in KEPT)


def test_the_local_gateway_sends_to_the_pages_what_the_template_does() -> None:
    paths = package.template("local")["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]["paths"]
    ours = {path for path, methods in paths.items() if "Pages.Alias" in json.dumps(methods)}
    assert {path for path in ours if not path.startswith("/web/")} == set(files.AUDIENCES)
    assert all(serve.OF_PAGES.fullmatch(path.replace("{file+}", "x/shared/api.js")) for path in ours)
    assert not any(serve.OF_PAGES.fullmatch(path) for path in paths.keys() - ours)


def test_staff_read_no_raw_code_of_a_state_a_kind_of_work_a_decision_or_a_check() -> None:
    told = json.loads(
        served(f"web/{files.release()}/words/desk.js")["body"].removeprefix("export default ").rstrip(";\n")
    )
    wanted = {f"PAGE_DESK_AT_{status}" for status in Status} | {f"PAGE_DESK_KIND_{kind.upper()}" for kind in STAFF}
    wanted |= {
        f"PAGE_DESK_SAY_{kind.upper()}_{word.upper()}"
        for kind, work in STAFF.items()
        for word in (*work.words, *work.back)
    }
    wanted |= {f"CHECK_{check.upper()}" for check in CHECKS} | {
        f"ACT_{act.upper().replace('.', '_')}" for act in ACTS if "identity" not in act
    }
    assert sorted(wanted - told.keys()) == []
