"""The loan as it runs (贷款): money, schedules, servicing."""
