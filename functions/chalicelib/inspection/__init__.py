"""Inspection (上传材料检视): an uploaded file is really read, and only then kept. A function of its own, with libraries nobody else loads."""
