"""Identity documents (证件) by type, JGJ/T 320 A.1, and mobile numbers. Only three kinds of document have a check digit."""

import re
from datetime import date

from chalicelib.domain.form import normal
from chalicelib.domain.form.normal import check_digit


def identity(id_type: str, value: str, on: date) -> str | None:
    """The number of an identity document of one type: 01 resident ID, 02 officer, 03 passport, 04 permanent residence."""
    if id_type == "01":
        return resident_id(value, on)
    if id_type in _BY_FORMAT:
        return _BY_FORMAT[id_type](value)
    if id_type == "04":
        return permanent_residence(value, on)
    if re.match(r"8[123]\d{15}", value):
        return residence_permit(value, on)
    return None if re.fullmatch(r"[0-9A-Z()-]{5,18}", value) else "ID_DOCUMENT_FORMAT"


def type_in(value: str, on: date) -> str | None:
    """The one type of document a number with a check digit can be of, however it is written; None for a number that tells of none.

    Who is known to the registers by one number is not to be asked about as a holder of another document.
    """
    number = re.sub("[()-]", "", value)
    if residence_permit(number, on) is None:
        return "99"
    if resident_id(normal.identity(number), on) is None:
        return "01"
    return "04" if number[:1] == "9" and permanent_residence(number, on) is None else None


def resident_id(value: str, on: date) -> str | None:
    """Resident ID (公民身份号码, GB 11643-1999), 18 characters. The region need not be a current one."""
    if re.fullmatch(r"\d{15}", value, re.ASCII):
        return "ID_EXPIRED_KIND"  # 15 digits have not been valid since 2013
    if not re.fullmatch(r"[1-8]\d{16}[\dX]", value, re.ASCII):
        return "ID_FORMAT"
    return _birth_and_check(value, value[6:14], on)


def residence_permit(value: str, on: date) -> str | None:
    """Residence permit of people from Hong Kong 81, Macao 82 and Taiwan 83 (港澳台居民居住证); numbered as resident IDs are."""
    return resident_id(value, on) if re.match("8[123]", value) else "ID_FORMAT"


def permanent_residence(value: str, on: date) -> str | None:
    """Foreigner's permanent residence card (外国人永久居留身份证): 18 digits starting with 9, or 3 letters and 12 digits.

    General knowledge, unverified: 9, place of application (2), nationality (3), birth (8), sequence (3), and the check
    digit of GB 11643. Of the cards given out until 2023 only the format is looked at.
    """
    if re.fullmatch(r"[A-Z]{3}\d{12}", value, re.ASCII):
        return None
    if not re.fullmatch(r"9\d{16}[\dX]", value, re.ASCII):
        return "ID_FORMAT"
    return _birth_and_check(value, value[6:14], on)


def passport(value: str) -> str | None:
    """Passport (护照) of any country: 6 to 15 capital letters and digits."""
    return None if re.fullmatch(r"(?=.*\d)[0-9A-Z]{6,15}", value, re.ASCII) else "ID_DOCUMENT_FORMAT"


def officer_id(value: str) -> str | None:
    """Officer's or soldier's card (军官证、士兵证), such as 军字第2001988号; general knowledge, unverified."""
    return None if re.fullmatch(r"[一-鿿]{1,4}字第[0-9A-Z]{6,9}号", value) else "ID_DOCUMENT_FORMAT"


def birth_in(value: str) -> date:
    """The date of birth a valid resident ID tells, or another number `type_in` knows."""
    return date(int(value[6:10]), int(value[10:12]), int(value[12:14]))


def birth_told(value: str, on: date) -> date | None:
    """The date of birth that a number tells by itself, however it is written (`type_in`); None for one that tells none."""
    return birth_in(normal.identity(re.sub("[()-]", "", value))) if type_in(value, on) else None


def sex_in(value: str) -> str:
    """The sex such a number tells, GB/T 2261.1: 1 male where the seventeenth digit is odd, else 2."""
    return "1" if int(value[16]) % 2 else "2"


def mobile(value: str) -> str | None:
    """Mainland mobile number (手机号码), 11 digits."""
    return None if re.fullmatch(r"1[3-9]\d{9}", value, re.ASCII) else "PHONE_FORMAT"


def _birth_and_check(value: str, birth: str, on: date) -> str | None:
    try:
        born = date(int(birth[:4]), int(birth[4:6]), int(birth[6:]))
    except ValueError:
        return "ID_BIRTH_DATE"
    if born > on or born.year < 1800:  # the standard's own example was born in 1880
        return "ID_BIRTH_DATE"
    return None if value[17] == check_digit(value) else "ID_CHECK_DIGIT"


_BY_FORMAT = {"02": officer_id, "03": passport}
