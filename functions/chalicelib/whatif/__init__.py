"""What if (政策推演): stored cases decided again by a proposed policy, and what that would change for people and the budget.

Cases and policies are handed in: this runs wherever the cases are. The command line is `infra.tools.whatif`.
"""
