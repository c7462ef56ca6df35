"""One module per task of the state machine, all of one shape: load, ask, write what was learnt, return routing facts."""
