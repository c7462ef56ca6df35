from tests.steps.conftest import submitted

__all__ = ["submitted"]
