"""What of a page stands around a place: roles and names in a tree, as a page reports it. No text that somebody typed is in it.

Whoever sends one may be anybody: it is bounded, and shown as text alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from handrail.content.compiled import is_unsaid

DEEPEST = 80  # No deeper ones fit into what a page sends.
LONGEST_ROLE, LONGEST_NAME = 40, 200


class OutlineNode(BaseModel):
    """An element by its role (WAI-ARIA 1.2), its accessible name and its test id, with what stands in it. Other keys are left out."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)
    role: Annotated[str, Field(min_length=1, max_length=LONGEST_ROLE)]
    name: Annotated[str | None, Field(max_length=LONGEST_NAME, exclude_if=is_unsaid)] = None
    test_id: Annotated[str | None, Field(max_length=LONGEST_NAME, exclude_if=is_unsaid)] = None
    children: Annotated[list[OutlineNode], Field(exclude_if=is_unsaid)] = []


def measure_depth(nodes: Sequence[OutlineNode]) -> int:
    """How many stand in each other, at most."""
    depth = 0
    while nodes:
        depth, nodes = depth + 1, [child for node in nodes for child in node.children]
    return depth


def check_depth(nodes: list[OutlineNode]) -> list[OutlineNode]:
    """Raises ValueError."""
    if measure_depth(nodes) > DEEPEST:
        raise ValueError(f"at most {DEEPEST} elements stand in each other")
    return nodes


Outline = Annotated[list[OutlineNode], AfterValidator(check_depth)]


def list_lines(nodes: Sequence[OutlineNode], depth: int = 0) -> Iterator[str]:
    """`button "Save" [save]`, two spaces further in for each element around it."""
    for node in nodes:
        name, test_id = f' "{node.name}"' if node.name else "", f" [{node.test_id}]" if node.test_id else ""
        yield f"{'  ' * depth}{node.role}{name}{test_id}"
        yield from list_lines(node.children, depth + 1)
