"""Judging (审核): the rules, homes, term and amount, and the decision they make."""
