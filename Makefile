# plancover: plain targets. `make run` and `make test` install what is missing first.
export PATH := $(CURDIR)/.tools/node_modules/.bin:$(PATH)
.PHONY: run test check bench bench-peers bench-import bench-web fmt web setup setup-test clean

run: setup web            ## build and serve the embedded default on http://127.0.0.1:8080
	cargo run --release --quiet -- serve

test: setup-test check web  ## every test: rules of the house, units, HTTP, command line, page
	cargo test
	cargo build
	npm --prefix web test
	npm --prefix web run e2e

check: setup-test web     ## formatting and lints
	cargo fmt --check
	cargo clippy --all-targets -- -D warnings
	npm --prefix web run check

bench: setup web          ## benchmarks on a synthetic country made from a fixed seed
	cargo bench --bench hot_paths

bench-peers: setup web    ## the same work in PostGIS, Martin and pygeoapi, in one run
	scripts/bench-peers

bench-import: setup-test web ## a national file, imported and copied by ogr2ogr, in one run
	scripts/bench-import

bench-web: setup-test web  ## what the page costs its readers: times, requests, bytes, in a headless Chromium
	scripts/bench-web

fmt:                      ## set all Rust sources the one way
	cargo fmt

web: web/dist/.built      ## build the page into web/dist

web/dist/.built: web/package-lock.json web/index.html $(shell find web/src web/public -type f 2>/dev/null)
	npm --prefix web ci --no-fund --no-audit
	npm --prefix web run build
	@touch $@

setup:
	@scripts/setup run

setup-test:
	@scripts/setup test

clean:
	rm -rf target web/dist web/node_modules .tools
