"""Composition root: every trigger and its handler, a line each; a step that only asks what is declared has none.

One zip holds all functions, so nobody may pay for another's imports: Lambda names the running one in `_HANDLER` and only
its module is imported, while starting. Anywhere else (packaging, tests, the local stack) a step is imported when first run.
"""

import gc
import os

gc.disable()  # what is imported stays: collecting it on the way costs a tenth of a cold start

from collections.abc import Callable  # noqa: E402
from typing import Any  # noqa: E402

from chalicelib.importing import imported  # noqa: E402

imported("chalicelib.aws")  # and botocore, whose imports are the deepest

from chalicelib import aws, settings  # noqa: E402
from chalicelib.tracing import log  # noqa: E402

RUNNING = os.environ.get("_HANDLER", "").removeprefix("app.")
Handler = Callable[[dict[str, Any], object], dict[str, Any]]
NAMED = ["app"]  # every function that has its handler

if RUNNING:  # whoever lacks a setting does not start
    settings.check(RUNNING)

if RUNNING in ("", "app"):
    from chalice.app import Chalice

    app = Chalice(app_name="anju", configure_logs=False)


def step(name: str) -> Handler | None:
    """One step as a Lambda function of that name; its work is `handle` in chalicelib/steps/<name>.py."""
    return function(name, f"chalicelib.steps.{name}")


def function(name: str, module: str) -> Handler | None:
    """A Lambda function of that name; its work is `handle` in the module."""
    return _registered(name, lambda: imported(module).handle)


def asking(name: str) -> Handler | None:
    """A step as a Lambda function of that name whose work is said by the declarations of the checks it asks."""
    return _registered(name, lambda: imported("chalicelib.steps.checking").handler(name))


def _registered(name: str, work: Callable[[], Handler]) -> Handler | None:
    NAMED.append(name)
    if RUNNING:
        return work() if name == RUNNING else None

    def run(event: dict[str, Any], context: object) -> dict[str, Any]:
        return work()(event, context)

    run.__name__ = name
    registered: Handler = app.lambda_function(name=name)(run)
    return registered


intake = step("intake")
collate = step("collate")
credit = step("credit")
correction = step("correction")
review = step("review")
assess = step("assess")
sign = step("sign")
mortgage = step("mortgage")
disburse = step("disburse")
discharge = step("discharge")
void = step("void")
issue = step("issue")
close = step("close")
sweep = function("sweep", "chalicelib.sweep.run")
papers = function("papers", "chalicelib.papers.run")
inspection = function("inspection", "chalicelib.inspection.run")
pages = function("pages", "chalicelib.pages.run")

# Steps of declared checks that have no line above. Whoever has one imports no declarations for that.
if not RUNNING:
    for check in imported("chalicelib.domain.checks.declared").CHECKS.values():
        if check.step not in NAMED:
            globals()[check.step] = asking(check.step)
elif RUNNING not in NAMED:
    globals()[RUNNING] = asking(RUNNING)

if RUNNING in ("", "app"):
    imported("chalicelib.api").register(app)

if RUNNING:
    log.take_over()
    # Whoever is told of cases reads one and opens its key first: these clients are made while starting.
    for service in ("dynamodb", "kms") if settings.told.get("ANJU_TABLE_CASES") else ():
        aws.client(service)

gc.freeze()
gc.enable()
