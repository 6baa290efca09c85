"""Conversations between a person who is stuck and those who can help."""
