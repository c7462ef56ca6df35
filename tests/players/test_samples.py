from infra.players.endings import seconds
from infra.players.samples import load, named


def test_all_eight_samples_can_be_read():
    assert [sample.key[0] for sample in load()] == list("12345678")


def test_a_missing_material_is_named_by_its_code_and_any_other_defect_by_its_own():
    assert named({"code": "MATERIAL_MISSING", "where": "B03"}) == "B03"
    assert named({"code": "FILING_UNIT_MISMATCH", "where": "home"}) == "FILING_UNIT_MISMATCH"


def test_time_in_a_state_adds_up_over_all_visits():
    at = "2026-11-23T10:00:{:02}+00:00".format
    history = [
        {"type": "TaskStateEntered", "state": "Intake", "at": at(0)},
        {"type": "TaskStateExited", "state": "Intake", "at": at(2)},
        {"type": "TaskStateEntered", "state": "Intake", "at": at(10)},
        {"type": "TaskStateExited", "state": "Intake", "at": at(11)},
    ]
    assert seconds(history) == {"Intake": 3.0}
