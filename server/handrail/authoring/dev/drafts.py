"""The folder as it is shown: read at each save, published when it has no faults. Whoever waits for a change is told of it."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping
from pathlib import Path
from secrets import token_hex

from handrail.authoring.dev.listing import Listing, read_site
from handrail.authoring.dev.local import LocalApp
from handrail.authoring.dev.wire import ListedFault, ListedItem, SiteFacts, tell_fault
from handrail.content.folder import FolderMedia, NoFolder, read_folder
from handrail.content.source import Source
from handrail.content.validation.faults import Fault
from handrail.content.validation.validate import Validated, validate
from handrail.core.http import KILOBYTE
from handrail.core.problems import Problem
from handrail.preview.limits import LARGEST_ANSWER

MEGABYTE = 1_024 * KILOBYTE


class Drafts:
    def __init__(self, folder: Path, local: LocalApp) -> None:
        self.folder, self._local = folder.resolve(), local
        self._listing = Listing()
        self._run, self._number = token_hex(4), 0
        self._texts = self._seen = ""
        self._changed = asyncio.Event()
        self._refreshing = asyncio.Lock()
        self._sources: dict[str, tuple[str, Source]] = {}
        self.items: list[ListedItem] = []
        self.faults: list[ListedFault] = []
        self.site = SiteFacts(id="", locales=["en"], traits={}, account={})
        self.valid = False

    @property
    def revision(self) -> str:
        """Of this run alone: a page that was open before sees that it is another."""
        return f"{self._run}-{self._number}"

    async def refresh(self, *, thorough: bool = True) -> bool:
        """Whether there was anything new. Not `thorough`: only what is in files of content is compared, not images."""
        async with self._refreshing:
            media = FolderMedia(self.folder)
            try:
                files = await asyncio.to_thread(read_folder, self.folder)
            except (NoFolder, OSError) as error:
                return self._note_unreadable(str(error))
            texts = digest_files(files)
            if not thorough and self._texts == texts:
                return False
            self._texts = texts
            checked = await asyncio.to_thread(validate, files, None, media.find)
            seen = digest_media(texts, media)
            if seen == self._seen:
                return False
            self._seen = seen
            self.valid = not checked.faults
            self._describe(checked)
            self.faults += [tell_fault(one) for one in list_too_large(media)]
            if self.valid:
                await self._publish(checked, media)
            if self.valid:
                self._sources = {source.item.id: (file, source) for file, source in checked.items.items()}
            self.items = [one.model_copy(update={"hash": self._hash(one.id)}) for one in self.items]
            self._tell()
            return True

    async def wait(self, since: str | None, seconds: float | None) -> None:
        """Until the revision is not `since`, or so long; None: however long."""
        try:
            async with asyncio.timeout(seconds):
                while since == self.revision:
                    await self._changed.wait()
        except TimeoutError:
            return

    def find_source(self, item: str) -> tuple[str, Source] | None:
        """The draft that is shown, and its file."""
        return self._sources.get(item)

    def _hash(self, item: str) -> str | None:
        found = self._sources.get(item)
        return found[1].hash if found else None

    async def _publish(self, checked: Validated, media: FolderMedia) -> None:
        try:
            await self._local.publish(checked, media)
        except (Problem, OSError) as error:  # what only shows when it is kept, as a file that went away meanwhile
            self.valid = False
            self.faults.append(tell_fault(Fault(file=".", problem="this could not be shown", fix=str(error))))

    def _describe(self, checked: Validated) -> None:
        self.items = self._listing.list_items(checked.reading)
        self.faults = [tell_fault(one) for one in checked.findings]
        self.site = read_site(checked.reading)

    def _note_unreadable(self, why: str) -> bool:
        """The folder may come back, as while a branch is switched."""
        if self._seen == why:
            return False
        self._texts = self._seen = why
        self.valid = False
        self.faults = [tell_fault(Fault(file=".", problem="the folder cannot be read", fix=why))]
        self._tell()
        return True

    def _tell(self) -> None:
        self._number += 1
        self._changed.set()
        self._changed = asyncio.Event()


def list_too_large(media: FolderMedia) -> list[Fault]:
    """What the page will not get while it previews, said where an author looks."""
    problem = f"is larger than the {LARGEST_ANSWER // MEGABYTE} MB that go through a preview"
    fix = "it is left out of the preview, and shown once this is published; a smaller file loads faster, too"
    return [
        Fault(file=path, problem=problem, fix=fix, severity="warning")
        for path, one in sorted(media.found.items())
        if one.size > LARGEST_ANSWER
    ]


def digest_files(files: Mapping[str, bytes]) -> str:
    """The same content, the same digest: a save that changes nothing is none."""
    parts = [f"{path} {hashlib.sha256(content).hexdigest()}" for path, content in sorted(files.items())]
    return hashlib.sha256("\n".join(parts).encode(errors="surrogatepass")).hexdigest()


def digest_media(texts: str, media: FolderMedia) -> str:
    return " ".join([texts, *(f"{path} {file.hash}" for path, file in sorted(media.found.items()))])
