"""Presence over real WebSockets."""
