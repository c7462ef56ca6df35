"""The shape of every refusal."""

from typing import Annotated

from pydantic import Field

from chalicelib.api.answers.shape import Shown
from chalicelib.api.http.problem import STATUS, defect_codes


class DefectShown(Shown):
    code: Annotated[str, Field(json_schema_extra={"enum": list(defect_codes())})]
    field: str
    text: str


class ProblemShown(Shown):
    """RFC 9457. `code` is stable; `field` of a defect is a JSON pointer into the body, or a query or header name. `type`
    points to the code's place on the page that says what every one means."""

    type: str
    title: str
    status: int
    code: Annotated[str, Field(json_schema_extra={"enum": list(STATUS)})]
    detail: str
    defects: list[DefectShown]
    trace: str
