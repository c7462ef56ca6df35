"""The road a case takes, written once in Python and rendered to road.asl.json."""
