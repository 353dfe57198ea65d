# SPDX-License-Identifier: Apache-2.0
# make run    sets up, builds a release and serves it        make check  format, lint, architecture: seconds
# make test   check and every test                           make bench  figures beside a calibration
# make docs   the reference of the source as a web site      make clean  removes what was built

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run build check test bench docs permissions ledgers loop pictures format clean

help: ## Says what there is.
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' Makefile

run: build ## Sets up, builds a release and serves it; ARGS="--port 9000" reaches the program.
	@exec .build/release/jiedui serve $(ARGS)

build: ## Sets up and builds the release binary .build/release/jiedui.
	@scripts/setup.sh run
	@scripts/build-release.sh

check: ## Looks at format, scripts, documents and architecture; takes seconds.
	@scripts/check.sh

test: ## Runs check and every test: unit, both databases, HTTP, browser.
	@scripts/test.sh

bench: ## Measures, each figure beside a calibration figure of the same run.
	@scripts/setup.sh bench
	@scripts/bench.sh $(ARGS)

docs: ## Extracts the reference of the source into .build/docs.
	@scripts/docs.sh

permissions: ## Writes docs/permissions.md anew from the rule table.
	@JIEDUI_REWRITE_GOLDENS=1 scripts/swift-debug.sh test --filter PermissionsPage

ledgers: ## Writes docs/ledgers.md anew from the definitions of the registers.
	@JIEDUI_REWRITE_GOLDENS=1 scripts/swift-debug.sh test --filter LedgersPage

loop: ## Writes docs/loop.md anew from the tables of states.
	@JIEDUI_REWRITE_GOLDENS=1 scripts/swift-debug.sh test --filter LoopPage

pictures: ## Takes the pictures of the readme anew, from the browser test.
	@scripts/pictures.sh

format: ## Formats the Swift source in place.
	@swift format --in-place --recursive --parallel Package.swift Sources Benchmarks Tests Fuzzing

clean: ## Removes what was built and fetched; keeps your data.
	rm -rf .build .venv .assets Sources/Web/Resources/vendor Tests/Browser/screenshots
