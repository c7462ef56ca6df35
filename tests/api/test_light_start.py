import subprocess
import sys
from pathlib import Path

FUNCTIONS = Path(__file__).parents[2] / "functions"


def test_starting_the_api_loads_neither_models_nor_what_one_route_alone_needs():
    heavy = "pydantic", "boto3", "filetype", "typst", "chalicelib.agencies.exchange", "chalicelib.api.answers"
    code = f"import sys, app; print([name for name in {heavy} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], cwd=FUNCTIONS, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
