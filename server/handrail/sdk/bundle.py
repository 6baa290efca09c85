"""The built SDK in memory: a folder in, its files with their encodings out. A few dozen kilobytes, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel

from handrail.core.resources import resource


class Manifest(BaseModel):
    """`manifest.json`; what else it says is for people and for the size budgets."""

    hash: str


@dataclass(frozen=True)
class Asset:
    """One file, by content coding (RFC 9110, 8.4.1). `etag` is the same for all of them but for its suffix."""

    codings: dict[str, bytes]
    etag: str

    def pick(self, accepted: str) -> tuple[str, bytes]:
        """The smallest form that an `Accept-Encoding` lets through."""
        wanted = {part.partition(";")[0].strip().lower() for part in accepted.split(",") if not refuses(part)}
        coding = next((coding for coding in ("br", "gzip") if coding in wanted and coding in self.codings), "identity")
        return coding, self.codings[coding]


@dataclass(frozen=True)
class Bundle:
    hash: str
    loader: Asset
    chunks: dict[str, Asset]


@cache
def load_bundle() -> Bundle:
    """Raises `ResourceMissing` when the SDK was never built."""
    folder = resource("sdk")
    built = Manifest.model_validate_json((folder / "manifest.json").read_bytes()).hash
    chunks = {path.name: load_asset(path, built) for path in sorted((folder / built).glob("*.js"))}
    return Bundle(built, load_asset(folder / "handrail.js", built), chunks)


def load_asset(path: Path, built: str) -> Asset:
    codings = {"identity": path.read_bytes()}
    for coding, suffix in (("br", ".br"), ("gzip", ".gz")):
        compressed = path.with_name(path.name + suffix)
        if compressed.is_file():
            codings[coding] = compressed.read_bytes()
    return Asset(codings, built)


def refuses(part: str) -> bool:
    """`br;q=0` says no to it."""
    return any(parameter.strip().lower() in ("q=0", "q=0.0", "q=0.00", "q=0.000") for parameter in part.split(";")[1:])
