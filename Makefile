# Everything is done by packaging/set_up.py, which needs a bare python3 and works without make too.
PYTHON ?= python3
MAKEFLAGS += --no-print-directory

.PHONY: help setup run test bench bundle pictures fuzz clean
.DEFAULT_GOAL := help

help: ## say what can be made
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile

setup: ## make .venv, install everything, check the system
	@$(PYTHON) packaging/set_up.py setup

run: ## open Clew on the sample workspace (without a display: write its PDF)
	@$(PYTHON) packaging/set_up.py run

test: ## style, types, import rules and all tests, on each Python found
	@$(PYTHON) packaging/set_up.py test

bench: ## measure start, edits, frames and exports
	@$(PYTHON) packaging/set_up.py bench

bundle: ## make dist/clew, a program to hand out, and try it where there is no Python
	@$(PYTHON) packaging/set_up.py bundle

pictures: ## make the pictures of the README and the docs anew
	@$(PYTHON) packaging/set_up.py pictures

fuzz: ## run the property tests for long
	@$(PYTHON) packaging/set_up.py fuzz

clean: ## delete environments, caches and output
	@$(PYTHON) packaging/set_up.py clean
