.PHONY: check test
# The same checks as CI; `make test` alone for a quick look.
check:
	.ci/run
test:
	python -m pytest -q
