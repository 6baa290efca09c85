"""How fast syncs are, measured against a bare JSON route in the same run: `make bench`."""
