"""What if (政策推演): stored cases decided again by a proposed policy, and what that would change for people and the budget.

python -m infra.whatif --policy FOLDER      reads the case store of the environment (ANJU_…), on AWS or anywhere
make whatif POLICY=FOLDER                   stands the local stack up first and fills it with the samples and the province
"""
