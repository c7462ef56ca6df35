"""The sweep (巡检): on a schedule, looks at every open case that is due and moves what stands still."""
