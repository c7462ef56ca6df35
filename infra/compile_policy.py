"""Until everybody's figures are in: python -m infra.compile_policy registers and compiles whatever the YAML says."""

import sys

from infra.policy import Inconsistent, enact

if __name__ == "__main__":
    try:
        enact(reason="首次登记 first registration")
    except Inconsistent as problems:
        sys.exit(str(problems))
