"""Modules sent together (合并): what a page needs before it can draw is one file; what it fetches later, it fetches at once and not one after another.

In that file, `<audience>/first.js`, each module is a function that gives what it exports; whatever is fetched later takes it from there, so
that each runs once. A module that says more than this reads is not sent: nothing here guesses.
"""

import re
from collections.abc import Callable

FIRST = "first.js"
Read = Callable[[str], bytes | None]
"""The bytes of a module by folder and name."""
_IMPORT = re.compile(r'^import\s*(?:(\w+)|\{([^}]*)\})\s*from\s*"(\.\.?/[^"]+\.js)";?', re.MULTILINE)
_LATER = re.compile(r'import(?<!\{import)\("(\.\.?/[^"]+\.js)"\)')
_DEFAULT = re.compile(r"export(?<!\wexport) default (function (\w+))?")
_NAMED = re.compile(r"^export (?=(?:async )?(?:const|function|class) (\w+))", re.MULTILINE)
_LIST = re.compile(r"export(?<!\wexport)\s*\{([^}]*)\};?")
_SAID = re.compile(r"/\*\*.*?\*/\n?", re.DOTALL)
_UNREAD = re.compile(r"^(?:import|export)\b(?!\()", re.MULTILINE)


def closure(name: str, read: Read) -> list[str]:
    """A module and all it imports, each after what it imports itself. Raises `ValueError` where two import each other."""
    found: list[str] = []
    _visit(name, read, found, ())
    return found


def words(audience: str) -> str:
    """The module of the words an audience's first page does not say: whatever is fetched later brings it with it."""
    return f"words/{audience}-later.js"


def first(audience: str, read: Read) -> str:
    """All modules of an audience's first page as one; it draws when it has run."""
    names = closure(f"{audience}/main.js", read)
    return "".join(_run(name, names, read) for name in names) + f"export {{ {', '.join(map(_variable, names))} }};\n"


def later(name: str, audience: str, read: Read) -> str:
    """A module that is fetched later by a page of an audience: what the first page has, it takes from there."""
    known = closure(f"{audience}/main.js", read)

    def taken(said: re.Match[str]) -> str:
        target = _named(said[3], name)
        if target not in known:
            return said[0]
        return f'import {{ {_variable(target)} }} from "../{audience}/{FIRST}"; {_bound(said, target)}'

    return _at_once(_IMPORT.sub(taken, _text(name, read)), name, known, read)


def _run(name: str, known: list[str], read: Read) -> str:
    body, gives = _IMPORT.sub(lambda said: _bound(said, _named(said[3], name)), _text(name, read)), dict[str, str]()

    def by_default(said: re.Match[str]) -> str:
        gives["default"] = said[2] or "$default"
        return said[1] or "const $default = "

    def listed(said: re.Match[str]) -> str:
        for one in filter(None, map(str.strip, said[1].split(","))):
            own, _, known_as = one.partition(" as ")
            gives[known_as or own] = own
        return ""

    body = _LIST.sub(listed, _DEFAULT.sub(by_default, body))
    gives |= {own: own for own in _NAMED.findall(body)}
    body = _at_once(_NAMED.sub("", body), name, known, read)
    if unread := _UNREAD.search(body):
        raise ValueError(f"{name}: {body[unread.start() :].partition(chr(10))[0]}")
    given = ", ".join(f"{known_as}: {own}" for known_as, own in gives.items())
    return f"const {_variable(name)} = (() => {{\n{body}\nreturn {{ {given} }};\n}})();\n"


def _at_once(text: str, name: str, known: list[str], read: Read) -> str:
    """A module that is fetched when somebody goes there brings all it imports with it, and the words it says."""

    def fetched(said: re.Match[str]) -> str:
        if (target := _named(said[1], name)) in known:
            return said[0]
        more = words(known[-1].partition("/")[0])
        wanted = [one for one in (*([more] if read(more) else ()), *closure(target, read)) if one not in known]
        asked = [f'import("../{one}")' for one in wanted]
        return asked[0] if len(asked) == 1 else f"Promise.all([{', '.join(asked)}]).then((all) => all.at(-1))"

    return _LATER.sub(fetched, text)


def _bound(said: re.Match[str], target: str) -> str:
    """The names an import brings, taken from the module that has run."""
    taken = f"default: {said[1]}" if said[1] else said[2].replace(" as ", ": ").strip()
    return f"const {{ {taken} }} = {_variable(target)};"


def _visit(name: str, read: Read, found: list[str], on_the_way: tuple[str, ...]) -> None:
    if name in on_the_way:
        raise ValueError(f"{name}: imports itself by {', '.join(on_the_way)}")
    for said in _IMPORT.finditer(_text(name, read)):
        if (wanted := _named(said[3], name)) not in found:
            _visit(wanted, read, found, (*on_the_way, name))
    found.append(name)


def _named(said: str, at: str) -> str:
    return said.removeprefix("../") if said.startswith("../") else f"{at.partition('/')[0]}/{said[2:]}"


def _variable(name: str) -> str:
    return "$" + re.sub(r"\W", "_", name.removesuffix(".js"))


def _text(name: str, read: Read) -> str:
    """A module as it is sent: what is said beside ours for readers and the compiler is not."""
    text = (read(name) or b"").decode()
    return text if name.startswith("vendor/") else _SAID.sub("", text)
