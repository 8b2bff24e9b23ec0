# Short names for the commands; without make: sh packaging/setup/run.sh and sh packaging/setup/test.sh.
.DEFAULT_GOAL := help
.PHONY: help run test setup lint format resources benchmark screenshots packages clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST)

run: ## set everything up and open the window (without a display: the same job headless)
	@sh packaging/setup/run.sh

test: ## set everything up and run every check
	@sh packaging/setup/test.sh

setup: ## only make or renew the environment .venv
	@sh packaging/setup/environment.sh

lint: setup ## ruff and mypy only
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy

format: setup ## format the code and sort the imports
	.venv/bin/ruff check --select I --fix
	.venv/bin/ruff format

resources: setup ## compile icons and translations
	.venv/bin/python packaging/hatch_build.py

benchmark: setup ## measure against a large invented ledger
	.venv/bin/python tests/benchmarks/run.py
	.venv/bin/python tests/benchmarks/window.py
	-.venv/bin/python tests/benchmarks/package.py

screenshots: setup ## draw every page and dialog into build/screenshots
	.venv/bin/huanqing screenshots --out build/screenshots

packages: setup ## make the .deb, the portable archive and the wheel, with sums, in build/packages
	sh packaging/frozen/tools.sh
	.venv/bin/python packaging/package.py deb
	.venv/bin/python packaging/package.py portable --reuse
	.venv/bin/python packaging/package.py python
	.venv/bin/python packaging/package.py sums

clean: ## remove the environment, builds and caches
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage htmlcov
	rm -f src/huanqing/ui/_resources.py
	find src tests packaging -name __pycache__ -type d -prune -exec rm -rf {} +
