"""The road of every request: the list of routes, reading, guarding, answering."""
