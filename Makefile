PYTHON := .venv/bin/python
SYSTEM_PYTHON ?= $(shell command -v python3.11 || command -v python3)
JOBS ?= 2
PORT ?= 8000
PARTNERS_PORT ?= 8001
RUN = $(PYTHON) -m infra.local.run --port $(PORT) --partners-port $(PARTNERS_PORT) $(if $(AT),--at '$(AT)')
# Each worker takes its tests in a row, so that what a module or a room stands up is stood up once; a failure is said at once.
PYTEST = $(PYTHON) -m pytest -n $(JOBS) --dist worksteal --instafail
# Processor seconds all tests together may take: nineteen minutes of two cores. Too many: whoever finds a cheaper way lowers it.
BUDGET := 2400
PIP = $(PYTHON) -m pip install --disable-pip-version-check
UV := uv==0.13.9
WITH_UV = UV_HTTP_RETRIES=1 .venv/bin/uv pip install --python $(PYTHON)
export PYTHONPATH := functions:.
# Compiled modules are kept whatever the environment says: else every run rewrites the asserts of all tests anew.
export PYTHONDONTWRITEBYTECODE :=

help:  # this list, by what a target costs
	@awk -F ':.*## ' '/^##@/ {print "\n" substr($$0, 5)} /^[a-z-]+:.*## / {printf "  %-11s  %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/ready: requirements.txt functions/requirements.txt
	$(SYSTEM_PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed")'
	$(SYSTEM_PYTHON) -m venv .venv
	@echo 'Installing requirements.txt into .venv with $(UV)'
	@$(PIP) --quiet $(UV) && $(WITH_UV) --requirement requirements.txt || \
	  { echo 'No luck with uv: with pip, in some minutes' && $(PIP) --requirement requirements.txt; }
	@touch $@

# The second interpreter of the road is wanted by tests alone; without it they say that they are skipped.
WALKING := tests/statemachine/walking
NPM := npm ci --no-audit --no-fund --ignore-scripts --loglevel=error --prefix .node
.node/ready: $(WALKING)/package.json $(WALKING)/package-lock.json
	@mkdir -p .node && cp $^ .node
	@if ! command -v npm >/dev/null; then echo 'No second interpreter of the road: there is no npm here'; \
	  elif $(NPM); then touch $@; else echo 'No second interpreter of the road: npm could not install it'; fi

##@ seconds

lint: .venv/ready  ## style and types
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy

format: .venv/ready  ## tidy the code
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

render: .venv/ready  ## write what is generated and committed: the road, its diagrams, the policy, the permissions, the alarms, the notices, the states, who may do what, the saga
	$(PYTHON) -m statemachine.render
	$(PYTHON) -m infra.tools.policy --write
	$(PYTHON) -m infra.deploy.permissions
	$(PYTHON) -m infra.tools.alarms
	$(PYTHON) -m infra.deploy.notices
	$(PYTHON) -m infra.tools.states
	$(PYTHON) -m infra.tools.access
	$(PYTHON) -m infra.tools.saga

interpreter: .node/ready  ## install the second interpreter of the road (Node.js; tests alone want it)

release: .venv/ready  ## keep the road as it stands, for executions that will wait in it: from a clean tree, commit what it writes
	$(PYTHON) -m statemachine.released

agenda: .venv/ready  ## after a release: put open cases of earlier ones into the sweep's index, bounded, safe to repeat (TABLE=, AFTER=, MOST=)
	@$(if $(TABLE),,echo 'make agenda TABLE=the table of cases' && exit 2;) \
	  $(PYTHON) -m infra.tools.agenda --table $(TABLE) $(if $(AFTER),--after $(AFTER)) $(if $(MOST),--most $(MOST))

policy: .venv/ready  ## check the policy and show what holds (CENTRE=, ON=, AND=day or centre, POLICY=folder, WATCH=1, LEARNT= or ENACT="reason" BY=who)
	@$(PYTHON) -m infra.tools.policy $(if $(CENTRE),--centre $(CENTRE)) $(if $(ON),--on $(ON)) $(if $(AND),--and $(AND)) \
	  $(if $(POLICY),--policy $(POLICY)) $(if $(ENACT),--enact '$(ENACT)') \
	  $(if $(LEARNT),--learnt '$(LEARNT)') $(if $(BY),--by '$(BY)') $(if $(WATCH),--watch)

clean:  ## remove what was built
	rm -rf build var .venv .node

##@ within a minute

quick: lint  ## lint, types, and the tests of the rules, the records and the API, less released stores and what of the API takes long
	$(PYTEST) --quick tests/test_*.py tests/domain tests/golden tests/records tests/api --ignore tests/records/released

##@ minutes

run: .venv/ready  ## stand everything up, take the samples down the road, stay up until Ctrl-C (PORT=, PARTNERS_PORT=)
	$(RUN) --stay

demo: .venv/ready  ## the same, then stop; exits 0 only if every sample ended as it should (JSON=file writes outcomes, AT=2027-02-16T09:30 another day)
	$(RUN) $(if $(JSON),--json $(JSON))

test: lint interpreter  ## everything that has to hold: lint, types, every test but the soak, within budgets (AT=2027-02-06T23:59 as if it were then: clock and law)
	$(PYTEST) --budget $(BUDGET) $(if $(AT),--at '$(AT)')

replay: .venv/ready  ## decide every stored case again and hold it against what was stored; exits 1 if anything differs (RUNNING=http://127.0.0.1:8000 the cases of make run, JSON=file)
	@$(PYTHON) -m infra.tools.whatif $(if $(RUNNING),--running $(RUNNING),--local) $(if $(JSON),--json $(JSON))

whatif: .venv/ready  ## who would be decided differently by a proposed policy, and the budget effect (POLICY=folder, ON=, RUNNING=http://127.0.0.1:8000 the cases of make run, JSON=file), or by law LEARNT= on a day (TASKS=1 opens a task for each, AT=2027-03-15T09:30 another day)
	@$(if $(POLICY)$(LEARNT),,echo 'make whatif POLICY=folder, such as samples/proposals/2027-lanzhou, or LEARNT=2027-04-10' && exit 2;) \
	  $(PYTHON) -m infra.tools.whatif $(if $(RUNNING),--running $(RUNNING),--local) $(if $(POLICY),--policy $(POLICY)) $(if $(LEARNT),--learnt $(LEARNT)) $(if $(TASKS),--tasks) $(if $(AT),--at '$(AT)') $(if $(ON),--on $(ON)) $(if $(JSON),--json $(JSON))

archive-verify: .venv/ready  ## look at archive packages again: the samples' on the local stack, or FOLDER= with SHA256=, or CASE= of BUCKET= by its LEDGER= table; exits 1 if one is not as it was archived
	@$(PYTHON) -m infra.tools.archive $(if $(FOLDER),--folder $(FOLDER) $(if $(SHA256),--sha256 $(SHA256)),$(if $(BUCKET),--bucket $(BUCKET) --ledger $(LEDGER),--local) $(if $(CASE),--case $(CASE)))

package: .venv/ready  ## the deployable template and zip of each stage, under build/
	$(PYTHON) -m infra.deploy.package

mutants: .venv/ready  ## break the judging, the records and access in small ways, list what no test notices (MINUTES=, SEED=, ONLY=room or path)
	@$(PYTHON) -m infra.tools.mutants --jobs $(JOBS) $(if $(MINUTES),--minutes $(MINUTES)) $(if $(SEED),--seed $(SEED)) $(if $(ONLY),--only $(ONLY))

bench: .venv/ready  ## measure cold start, memory, warm time, the road, schedules and quotes
	$(PYTHON) -m infra.bench

##@ an hour; never needed to land

soak: .venv/ready interpreter  ## long matrices: lose every single call of samples 1 and 5, one at a time
	$(PYTEST) -m soak --soak

.PHONY: help lint format render interpreter release agenda policy clean quick run demo test replay whatif archive-verify package mutants bench soak
