"""`handrail …`: what people and CI type. Commands that act on a site are calls of the management API, over the network or in this process."""

from handrail.cli.main import app, main

__all__ = ["app", "main"]
