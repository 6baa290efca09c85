"""The feature: its routes, and what is kept of a person."""

from __future__ import annotations

from handrail.core.feature import Feature
from handrail.learn.keep import erase_learning, export_learning, join_learning

FEATURE = Feature(name="learn", export=export_learning, erase=erase_learning, join=join_learning)
