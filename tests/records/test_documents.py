from chalicelib.records import documents
from chalicelib.records.casefile import CaseFile


def test_only_verified_documents_count_by_material_in_order():
    def entry(material, state, at):
        return {**documents.entry(material, "application/pdf", 1, "0" * 64), "state": state, "at": at}

    case = CaseFile(
        {
            "documents": {
                "c": entry("B03", "verified", "3"),
                "a": entry("B03", "verified", "1"),
                "b": entry("B03", "rejected", "2"),
                "d": entry("A04", "announced", "4"),
                "e": entry("B06", "verified", "5"),
            }
        }
    )
    assert documents.verified(case) == {"B03": ["a", "c"], "B06": ["e"]}


def test_another_partys_documents_are_kept_apart():
    def entry(person):
        return {**documents.entry("D01", "application/pdf", 1, "0" * 64, person), "state": "verified", "at": "1"}

    case = CaseFile({"documents": {"a": entry(None), "b": entry("spouse")}})
    assert documents.verified(case) == {"D01": ["a"], "D01.spouse": ["b"]}


def test_a_slot_ends_after_ten_minutes_and_belongs_to_one_object(platform):
    slot = documents.slot("case", "document", "image/png")
    assert slot.fields["key"] == "cases/case/uploads/document"
    assert slot.fields["Content-Type"] == "image/png"
    assert "anju-documents" in slot.url
