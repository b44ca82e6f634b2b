.DEFAULT_GOAL := help
.PHONY: help build test race lint ci generate bench demo serve

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-10s %s\n", $$1, $$2}'

build: ## build the program into ./portalfeed
	go build -o portalfeed ./cmd/portalfeed

test: ## run all tests
	go test ./...

race: ## run the tests under the race detector
	go test -race -short ./...

lint: ## format check, go vet, staticcheck
	@test -z "$$(go tool gofumpt -l . | tee /dev/stderr)"
	go vet ./...
	go tool staticcheck ./...

ci: ## everything that has to pass before a change lands
	bash .ci/run

generate: ## make the generated documents and golden files anew
	go test ./convert -run '^TestPages$$' -update-pages
	go test ./feed/validate -run '^TestCatalogueDocument$$' -update
	go test ./internal/cli -run '^TestCommandReference$$' -update
	go test ./examples/govcn -run '^TestPages$$' -update
	go test ./examples/govcn -run '^TestGolden$$' -update
	go test ./examples/library -run '^TestRun$$' -update

bench: ## run the benchmarks
	go test -run '^$$' -bench . -benchmem ./encodingx ./feed/... ./convert/...

demo: ## turn the example portal into feeds in ./out
	go run ./cmd/portalfeed convert -r examples/govcn/recipe.yaml -o out examples/govcn/pages

serve: demo ## the same, then serve them on http://127.0.0.1:8080/
	go run ./cmd/portalfeed serve --addr 127.0.0.1:8080 out
