from tests.steps.conftest import submitted
from tests.sweep.conftest import later, road

__all__ = ["later", "road", "submitted"]
