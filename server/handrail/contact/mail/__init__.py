"""Conversations by mail: what goes out to whoever left an address, and what comes back into the same thread."""
