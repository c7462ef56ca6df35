"""Until everybody's figures are in: python -m infra.compile_policy registers and compiles whatever the YAML says."""

import os
import sys

if __name__ == "__main__":
    os.environ["PYTHONPATH"] = "functions:."
    reason = "首次登记 first registration"
    os.execv(sys.executable, [sys.executable, "-m", "infra.policy", "--enact", reason])
