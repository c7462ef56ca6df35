from tests.steps.conftest import submitted
from tests.sweep.conftest import later

__all__ = ["later", "submitted"]
