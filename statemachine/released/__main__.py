"""Keeps the road as it stands for the commit it stands at: run before a release."""

import subprocess

from statemachine.released import keep
from statemachine.render import asl


def main() -> None:
    """Writes statemachine/released/<commit>.asl.json. Exits 1 where the tree is not clean: no commit holds that road then."""
    if _git("status", "--porcelain", "--untracked-files=no"):
        raise SystemExit("commit first: a release is a commit")
    print(keep(_git("rev-parse", "--short=7", "HEAD"), asl()))


def _git(*command: str) -> str:
    return subprocess.run(["git", *command], check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    main()
