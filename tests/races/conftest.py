from tests.api.conftest import api, app, login

__all__ = ["api", "app", "login"]
