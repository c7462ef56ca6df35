"""What is seen of us. One trace per case: every step run and every request but a read is a segment, every agency or bank call a
subsegment of it. Log lines (`log`) and metrics (`metrics`) say of which case and trace they tell.

No personal data can get in: annotation names are a fixed list, values look like codes, and of an exception only the
class name is kept. Tracing never fails what it traces. Who reads traces imports `reading`, which nobody else starts with.
"""

from chalicelib.tracing.segments import ANNOTATIONS, begin, call, fault, new_trace_id, note

__all__ = ["ANNOTATIONS", "begin", "call", "fault", "new_trace_id", "note"]
