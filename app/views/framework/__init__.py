"""The place Framework: tree, board, portfolio, registers, orchestration, messages and diagnosis of all journeys."""
