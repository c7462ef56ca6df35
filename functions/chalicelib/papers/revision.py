"""A further revision of a PDF (增量更新): what is added stands behind the bytes there were, and they stay as they are.

It reads what typst writes and what it appends itself: a plain cross-reference table for each revision, no object within another.
"""

import hashlib
import re
from bisect import bisect

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_RUN = re.compile(rb"\s*(\d+) (\d+)\s*\n")
_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_ENTRY = 20  # bytes of one line of a table


class Revision:
    """One revision on its way: `put` objects, then `written`."""

    def __init__(self, pdf: bytes) -> None:
        """Raises `ValueError` for a file that is not of the kind described above."""
        self._pdf = pdf
        start = _START.search(pdf[-1024:])
        if start is None:
            raise ValueError("no PDF")
        self._table, self._trailer = int(start[1]), b""
        self._places: dict[int, int] = {}
        self._bounds = sorted(self._read(self._table))
        self._next = int(self.entry(self._trailer, b"Size"))
        self._new: dict[int, bytes] = {}

    def _read(self, table: int | None) -> set[int]:
        """Takes the table at an offset, and those before it; a newer place of an object goes before an older one. Gives where anything begins,
        of every revision: what was replaced is no part of what stands before it."""
        read, begins = 0, set[int]()
        while table is not None:
            read += 1
            begins.add(table)
            if self._pdf[table : table + 4] != b"xref" or read > 100:
                raise ValueError("no table")
            at = table + 4
            while run := _RUN.match(self._pdf, at):
                first, count, at = int(run[1]), int(run[2]), run.end()
                for number in range(first, first + count):
                    place, _, used = self._pdf[at : at + _ENTRY].split()
                    if used == b"n":
                        self._places.setdefault(number, int(place))
                        begins.add(int(place))
                    at += _ENTRY
            trailer = self._pdf[at : self._pdf.index(b"startxref", at)]
            self._trailer = self._trailer or trailer
            before = re.search(rb"/Prev (\d+)", trailer)
            table = int(before[1]) if before else None
        return begins

    @staticmethod
    def entry(dictionary: bytes, name: bytes) -> bytes:
        """The number that stands under a name, or that of the object referred to there. Raises `ValueError` if there is none."""
        found = re.search(rb"/" + name + rb" (\d+)\b", dictionary)
        if found is None:
            raise ValueError(f"no {name.decode()}")
        return found[1]

    def object(self, number: int) -> bytes:
        """The object as it stands now, between `obj` and `endobj`."""
        if number in self._new:
            return self._new[number]
        place = self._places[number]
        after = bisect(self._bounds, place)
        raw = self._pdf[place : self._bounds[after] if after < len(self._bounds) else None]
        head = re.match(rb"\d+ 0 obj\s*", raw)
        if head is None:
            raise ValueError("no object")
        return raw[head.end() : raw.rindex(b"endobj")].rstrip()

    def put(self, body: bytes, number: int | None = None) -> int:
        """Adds an object, or gives one that is there another body. Gives its number."""
        if number is None:
            number, self._next = self._next, self._next + 1
        self._new[number] = body
        return number

    def put_all(self, other: "Revision", number: int, known: dict[int, int] | None = None) -> int:
        """Copies an object of another file, with all that it refers to. Gives its number here."""
        known = {} if known is None else known
        if number not in known:
            known[number] = self.put(b"")
            head, keyword, content = other.object(number).partition(b"stream\n")
            head = _REFERENCE.sub(lambda one: b"%d 0 R" % self.put_all(other, int(one[1]), known), head)
            self.put(head + keyword + content, known[number])
        return known[number]

    @property
    def root(self) -> int:
        """The catalogue's number."""
        return int(self.entry(self._trailer, b"Root"))

    def pages(self) -> list[int]:
        """The numbers of all pages, in order."""
        return self._pages(int(self.entry(self.object(self.root), b"Pages")))

    def _pages(self, number: int) -> list[int]:
        node = self.object(number)
        kids = re.search(rb"/Kids\s*\[([^\]]*)\]", node)
        if kids is None:
            return [number]
        return [page for kid in _REFERENCE.findall(kids[1]) for page in self._pages(int(kid))]

    def written(self) -> bytes:
        """The file with this revision behind what there was."""
        made = bytearray(self._pdf if self._pdf.endswith(b"\n") else self._pdf + b"\n")
        places = {}
        for number, body in sorted(self._new.items()):
            places[number] = len(made)
            made += b"%d 0 obj\n" % number + body + b"\nendobj\n"
        table = len(made)
        made += b"xref\n"
        for number, place in places.items():
            made += b"%d 1\n%010d 00000 n \n" % (number, place)
        first = re.search(rb"/ID\s*\[\s*(\([^)]*\)|<[0-9A-Fa-f]*>)", self._trailer)
        id = first[1] if first else b"<>"
        told = [b"/Size %d/Root %d 0 R" % (self._next, self.root), b"/ID[%s<%s>]" % (id, _id(made))]
        if b"/Info" in self._trailer:
            told.append(b"/Info %s 0 R" % self.entry(self._trailer, b"Info"))
        made += b"trailer\n<<%s/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (b"".join(told), self._table, table)
        return bytes(made)


def _id(made: bytearray) -> bytes:
    return hashlib.sha256(made).hexdigest()[:32].encode()
