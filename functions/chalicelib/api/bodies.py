"""What request bodies of several audiences are made of; the bodies are beside those who take them (`<audience>/bodies.py`)."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
RuleCode = Annotated[str, Field(pattern=r"^[A-Z_]{1,40}$")]
DocumentId = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
# What a person writes in their own words: blanks around it are not theirs, and blanks alone are nothing.
Written = Annotated[str, StringConstraints(strip_whitespace=True), Field(min_length=2, max_length=1000)]
FileType = Literal["application/pdf", "image/jpeg", "image/png"]
