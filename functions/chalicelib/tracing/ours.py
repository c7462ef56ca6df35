"""What leaves a function of ours when it fails: an error of ours, whose name is what the road and whoever asks go by.

No message of a library gets out: it might hold what was being worked on.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.errors import PlatformUnavailable, StepError, Unexpected
from chalicelib.tracing import log


@contextmanager
def failing(name: str) -> Iterator[None]:
    """Lets out of the block what it raises on purpose (`StepError`), `PlatformUnavailable` where AWS or a wire gave way, and else `Unexpected`."""
    try:
        yield
    except StepError:
        raise
    except (BotoCoreError, ClientError, OSError) as error:
        kind = _kind(error)
        log.failed("platform unavailable", error, "WARNING", code=kind)
        raise PlatformUnavailable(f"{name}: {kind}") from None
    except Exception as error:
        log.failed("unexpected", error)
        raise Unexpected(f"{name}: {type(error).__name__}") from None


def _kind(error: Exception) -> str:
    return error.response["Error"]["Code"] if isinstance(error, ClientError) else type(error).__name__
