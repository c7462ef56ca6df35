"""What the template tells each function through its environment; read when asked, an absent name is an error."""

import os


def setting(name: str) -> str:
    """The value of one environment variable. Raises `KeyError` naming it: a function deployed without it must not run."""
    return os.environ[f"ANJU_{name}"]
