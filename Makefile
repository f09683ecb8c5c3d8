# `make` alone lists the targets. Each is one or two commands; what is longer is a script of its own.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
CARGO ?= cargo
PYTHON ?= python3
TABLE ?= orders
ENV ?= dev
ARGS ?=

.PHONY: help demo build test test-rust test-readers test-transform test-soak test-secrets soak supply-chain fmt lint fuzz bless bench lambda infra-check conformance e2e screenshots test-dashboard fixtures deploy destroy ci prerequisites python

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

prerequisites:
	@tests/prerequisites.sh rust

demo: prerequisites ## the main job on this machine: sample changes -> lake -> catalog -> saved queries (first build: minutes)
	$(CARGO) build --locked -p lakebed-cli --no-default-features --features embedded # the AWS SDKs are minutes of compiling
	$${CARGO_TARGET_DIR:-target}/debug/lakebed demo

build: prerequisites ## the helper as it ships, optimised as a whole: target/dist/lakebed (half an hour on two cores)
	$(CARGO) build --locked --profile dist -p lakebed-cli

test: test-rust test-transform test-readers test-soak test-secrets test-dashboard ## every test that needs no server

test-rust: prerequisites
	$(CARGO) test --locked --workspace

test-transform: prerequisites ## the Lambda under an emulated Lambda Runtime API, and behind an emulated Firehose
	tests/prerequisites.sh python-or-skip "the Lambda was not driven through a Lambda Runtime API emulator" && tests/transform/runtime.sh || test $$? -eq 3

test-readers: prerequisites ## pyarrow and DuckDB read what was landed, and compare it with its source
	tests/prerequisites.sh python-or-skip "the landed files were not read by pyarrow and DuckDB" && tests/readers/run.sh || test $$? -eq 3

test-soak: prerequisites ## a short form of the soak: ten kills, every fault, 20,000 poisoned records
	tests/prerequisites.sh python-or-skip "the helper was not killed, nor its disk filled" && tests/soak/run.sh --short || test $$? -eq 3

test-secrets: prerequisites ## no unsafe code in any crate; commands with marked secrets against a server that repeats them
	tests/prerequisites.sh python-or-skip "no output was searched for secrets" && tests/supply-chain/run.sh --secrets || test $$? -eq 3

test-dashboard: prerequisites ## a headless browser looks at the dashboard (Node.js)
	tests/dashboard/run.sh || test $$? -eq 3

screenshots: prerequisites ## the same, and takes the pictures of the documentation
	tests/dashboard/run.sh --pictures

fmt: ## format the code
	$(CARGO) fmt --all

lint: prerequisites ## what CI refuses
	$(CARGO) fmt --all --check
	$(CARGO) clippy --locked --workspace --all-targets -- -D warnings
	$(CARGO) clippy --locked -p lakebed-cli --no-default-features --features embedded -- -D warnings # what make demo builds

fuzz: prerequisites ## build the fuzz targets and replay their corpora; FUZZ_SECONDS=600 looks for more
	tests/fuzz/run.sh $(if $(FUZZ_SECONDS),$(FUZZ_SECONDS))

soak: prerequisites ## 200 kills, disks full and read-only, cut files, a jumping clock, a million poisoned records
	tests/soak/run.sh $(ARGS)

supply-chain: prerequisites ## licences, bans, sources, no unsafe code, bill of materials, no secret in any output
	tests/supply-chain/run.sh

bless: prerequisites ## write what golden cases expect from what comes out; read the difference before you commit it
	LAKEBED_BLESS=1 $(CARGO) test --locked --workspace --test golden --test library
	UPDATE_COVERAGE=1 $(CARGO) test --locked --workspace --test it coverage

bench: prerequisites ## speed against peers, side by side in one run
	tests/bench/run.sh

lambda: prerequisites ## the Lambda's zips for arm64 and x86_64
	crates/transform/package.sh

conformance: prerequisites ## answers against a real Trino server (Java 17)
	tests/conformance/run.sh

e2e: prerequisites ## the whole way on emulators of AWS (Java 17, Maven, Python)
	tests/e2e/run.sh

infra-check: prerequisites ## lint, policy scan and trial deployment of the CloudFormation templates, with the real helper
	infra/check.sh

fixtures: ## capture the DynamoDB Local fixtures again (Java 17, Maven)
	tests/fixtures/dynamodb-local/capture.sh

deploy: ## deploy foundation and the pipeline of TABLE= into ENV=
	infra/deploy.sh --table $(TABLE) --env $(ENV) $(ARGS)

destroy: ## take the pipeline of TABLE= in ENV= down again; data stays
	infra/destroy.sh --table $(TABLE) --env $(ENV) $(ARGS)

ci: lint test ## what CI runs
