"""Read-only reports of what happened."""
