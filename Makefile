PYTHON := .venv/bin/python
export PYTHONPATH := functions:.

help:  ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

.venv/ready: requirements.txt functions/requirements.txt
	python3 -m venv .venv
	$(PYTHON) -m pip install --quiet --requirement requirements.txt
	touch $@

run: .venv/ready  ## stand everything up, take the samples down the road, stay up until Ctrl-C
	$(PYTHON) -m infra.local.run --stay

demo: .venv/ready  ## the same, then stop; exits 0 only if every sample ended as it should (JSON=file writes outcomes)
	$(PYTHON) -m infra.local.run $(if $(JSON),--json $(JSON))

test: .venv/ready  ## everything: lint, types, tests
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(PYTHON) -m pytest -n 2

render: .venv/ready  ## write statemachine/road.asl.json, the diagrams and the policy from their sources
	$(PYTHON) -m statemachine.render
	$(PYTHON) -m infra.compile_policy

package: .venv/ready  ## the deployable template and zip of each stage, under build/
	$(PYTHON) -m infra.package

bench: .venv/ready  ## measure cold start, memory, warm time and the road
	$(PYTHON) -m infra.bench

format: .venv/ready  ## tidy the code
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

clean:  ## remove what was built
	rm -rf build var .venv

.PHONY: help run demo test render package bench format clean
