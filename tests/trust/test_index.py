from chalicelib.trust.index import reference

NUMBER = "62010219900101001x"


def test_the_same_number_is_the_same_person_however_it_was_typed(platform):
    assert reference("person", NUMBER) == reference("person", f" {NUMBER.upper()} ")
    assert reference("person", NUMBER) != reference("person", "620102199001010011")


def test_a_person_and_a_unit_of_one_number_have_nothing_in_common(platform):
    person, unit = reference("person", NUMBER), reference("unit", NUMBER)
    assert (person.partition("_")[0], unit.partition("_")[0]) == ("person", "unit")
    assert person.partition("_")[2] != unit.partition("_")[2]


def test_a_reference_cannot_be_read_back(platform):
    assert NUMBER.upper() not in reference("person", NUMBER).upper()
    assert len(reference("person", NUMBER)) == len("person_") + 32


def test_who_states_the_fifteen_digits_they_once_had_is_the_same_person_and_no_unit_is_renumbered(platform):
    short, long = "620102900101001", "620102199001010011"
    assert reference("person", short) == reference("person", long)
    assert reference("unit", short) != reference("unit", long)
