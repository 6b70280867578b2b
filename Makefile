# What to type here. Needed: Go, Node with npm, and make. `make test` installs what else it needs where it may (on Debian
# and Ubuntu as root or with passwordless sudo), and says what to install where it may not.

SHELL := /bin/sh
.DEFAULT_GOAL := help

GO ?= go
NPM ?= npm
# Arguments for the server that `make run` starts, such as ARGS='--addr 127.0.0.1:9000'.
ARGS ?=
# Arguments for the Go tests, such as GOTEST='-run Explorer ./graph'.
GOTEST ?= ./...
# A browser for the browser tests; found or installed when it is not given.
CHROMIUM ?=

# npm writes this file at the end of every install; it is newer than the lock file when what is installed is what is locked.
UI_DEPS := ui/node_modules/.package-lock.json
UI_DIST := ui/static/dist/index.html
UI_SOURCES := $(shell find ui/src ui/public -type f ! -name schema.d.ts 2>/dev/null) \
	$(wildcard ui/*.html ui/*.ts ui/*.mjs ui/*.json) api/openapi.yaml
# Runs a command beside a Neo4j for tests; see docs/developing.md.
WITH_NEO4J := .cache/with-neo4j
VERSION ?=
LDFLAGS := -s -w $(if $(VERSION),-X main.version=$(VERSION))

.PHONY: help run build ui test lint lint-go lint-ui test-go test-ui e2e bench clean need-go need-node need-cc need-neo4j browser FORCE

help: ## Say what there is to type
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

run: build ## Build everything and serve the demonstration data; prints the address
	bin/liaison serve --seeds $(ARGS)

build: bin/liaison ## Build the pages and bin/liaison

# Go knows best what is up to date.
bin/liaison: $(UI_DIST) FORCE | need-go
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags '$(LDFLAGS)' -o $@ ./cmd/liaison

ui: $(UI_DIST) ## Build the pages

$(UI_DIST): $(UI_DEPS) $(UI_SOURCES)
	cd ui && $(NPM) run build
	@touch $@

$(UI_DEPS): ui/package-lock.json ui/package.json | need-node
	cd ui && $(NPM) ci --no-audit --no-fund
	@touch $@

test: lint test-ui test-go e2e ## Check everything: format, vet, staticcheck, types, all tests, the browser

lint: lint-go lint-ui ## Check format, vet, staticcheck, types and the style of the pages

lint-go: need-go $(UI_DIST)
	@echo "== gofmt"; bad=$$(find . -name '*.go' ! -path './ui/node_modules/*' ! -path './.cache/*' -exec gofmt -l {} +); \
	if [ -n "$$bad" ]; then echo "These files are not formatted; run gofmt -w on them:"; echo "$$bad"; exit 1; fi
	@echo "== go vet"; $(GO) vet ./...
	@echo "== staticcheck"; $(GO) tool staticcheck ./...

lint-ui: $(UI_DEPS)
	@echo "== types and style of the pages"; cd ui && $(NPM) run check

test-ui: $(UI_DEPS) ## Unit tests of the pages
	@echo "== unit tests of the pages"; cd ui && $(NPM) test

# Packages whose tests wait for the one database leave the processors to others, so more of them run at a time than there are.
test-go: need-go need-cc need-neo4j $(UI_DIST) ## Go tests, with the race detector and one Neo4j for all of them
	@echo "== go test"; $(WITH_NEO4J) -- $(GO) test -race -p 3 -timeout 40m $(GOTEST)
	@echo "== allocations, which the race detector changes"; $(GO) test -run Allocations ./graph/index

e2e: build browser need-neo4j ## Browser tests; the tasks of a researcher also on Neo4j
	@echo "== browser tests"; cd ui && CHROMIUM="$$($(find-browser))" ../$(WITH_NEO4J) -- $(NPM) run e2e

bench: need-go ## Measure; see docs/benchmarks.md
	$(GO) test -run '^$$' -bench . -benchmem -timeout 60m $(GOTEST)

clean: ## Remove what was built and installed here
	rm -rf bin .cache ui/static/dist ui/node_modules ui/test-results ui/playwright-report

need-go:
	@command -v $(GO) >/dev/null 2>&1 || { echo "Go is missing. Install it from https://go.dev/dl/ (the version is in go.mod)." >&2; exit 1; }

need-node:
	@command -v $(NPM) >/dev/null 2>&1 || { echo "Node with npm is missing. Install it from https://nodejs.org (20.19 or newer)." >&2; exit 1; }

# Installs Debian packages: as root, or with sudo where that asks nothing; fails quietly where neither is so.
apt = if ! command -v apt-get >/dev/null 2>&1; then false; \
	elif [ "$$(id -u)" = 0 ]; then apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends $(1); \
	elif sudo -n true 2>/dev/null; then sudo -n apt-get update -q && sudo -n env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends $(1); \
	else false; fi

# The race detector needs a C compiler, but for macOS.
need-cc:
	@[ "$$($(GO) env GOOS)" = darwin ] || command -v "$$($(GO) env CC | cut -d' ' -f1)" >/dev/null 2>&1 || { $(call apt,gcc libc6-dev) >&2; } || \
	{ echo "The race detector needs a C compiler: install gcc (Debian, Ubuntu: apt-get install gcc libc6-dev)." >&2; exit 1; }

$(WITH_NEO4J): FORCE | need-go
	@$(GO) build -o $@ ./graph/neo4jstore/neo4jtest/with

# Java and Maven, where there is neither a server nor another way to start one. Where they cannot be had either, tests that
# need a server are skipped, and fail in CI: the command says so.
need-neo4j: $(WITH_NEO4J)
	@case "$$LIAISON_NEO4J" in off|docker) exit 0;; esac; $(WITH_NEO4J) -check 2>/dev/null || \
	{ $(call apt,openjdk-17-jre-headless maven) || $(call apt,openjdk-21-jre-headless maven); } >&2 || true

# Prints the path of a browser; prints nothing, and succeeds, where there is only one that Playwright installed itself.
define find-browser
for b in "$(CHROMIUM)" chromium chromium-browser google-chrome-stable google-chrome \
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" "/Applications/Chromium.app/Contents/MacOS/Chromium"; do \
	if [ -n "$$b" ] && command -v "$$b" >/dev/null 2>&1; then command -v "$$b"; break; fi; done
endef

# On Debian its own chromium. Ubuntu's package needs snap, so there, as elsewhere, Playwright's own.
browser: $(UI_DEPS)
	@if [ -n "$$($(find-browser))" ]; then exit 0; fi; \
	echo "No browser found; installing one."; \
	if grep -q '^ID=debian' /etc/os-release 2>/dev/null; then \
		{ $(call apt,chromium fonts-noto-core) >&2; } && exit 0; \
	elif (cd ui && npx --no-install playwright install $$([ "$$(id -u)" = 0 ] && echo --with-deps) chromium) >&2; then exit 0; fi; \
	echo "The browser tests need Chromium or Chrome. Install it (Debian: apt-get install chromium) or say where it is: make test CHROMIUM=/path/to/chrome" >&2; exit 1

FORCE:
