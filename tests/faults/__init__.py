"""Promises of the client, held by randomized runs over a network that breaks on purpose."""
