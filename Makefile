test: ; cargo test
