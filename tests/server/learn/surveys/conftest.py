"""Surveys that are published, and browsers that answer them."""

from __future__ import annotations

from tests.server.sync.conftest import device, publish

__all__ = ["device", "publish"]
