"""The papers (文书) a case produces: PDF with Chinese text, the same bytes from the same inputs, so that a step that is
run again produces the same hash. Nothing here knows where a paper is kept.
"""
