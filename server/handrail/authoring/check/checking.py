"""One check from its folder to its reports: what is read, walked, judged, written and mended, in that order."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from handrail.authoring.check.addresses import origin_of
from handrail.authoring.check.findings import Finding
from handrail.authoring.check.fixes import fix_texts, write_fixes, write_patch
from handrail.authoring.check.judge import judge
from handrail.authoring.check.kept import NAME, Kept, make_stamps
from handrail.authoring.check.plan import LeftOut, Walk, Wanted, list_left_out, plan_walks
from handrail.authoring.check.progress import Progress
from handrail.authoring.check.report_html import PICTURES, write_html
from handrail.authoring.check.report_junit import write_junit
from handrail.authoring.check.report_sarif import write_sarif
from handrail.authoring.check.results import WalkResult
from handrail.content.folder import FolderMedia, read_folder
from handrail.content.schema import Item, Site
from handrail.content.validation.faults import Fault
from handrail.content.validation.parse import Document, parse_document
from handrail.content.validation.validate import validate


class InvalidFolder(Exception):
    """What is wrong with its content is to be mended first."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("the content has faults")
        self.faults = faults


@dataclass(frozen=True)
class Reports:
    """Where each goes; None for none."""

    junit: Path | None = None
    sarif: Path | None = None
    html: Path | None = None
    patch: Path | None = None

    def name_folder(self) -> Path:
        """Beside them is kept how far a run has come."""
        files = [file.parent for file in (self.junit, self.sarif) if file]
        return self.html or next(iter(files), Path())


@dataclass
class Folder:
    """Content as it was read: by file."""

    files: Mapping[str, bytes]
    items: Mapping[str, Item]
    site: Site
    documents: Mapping[str, Document]


@dataclass
class Checked:
    """`fixed` are the texts of those files that what is sure would change, `mended` the findings that this mends."""

    folder: Folder
    results: list[WalkResult]
    left_out: list[LeftOut]
    findings: list[Finding]
    seconds: float
    stopped: bool = False
    fixed: dict[str, str] = field(default_factory=dict)
    mended: list[Finding] = field(default_factory=list)
    patch: str = ""

    @property
    def is_broken(self) -> bool:
        return any(finding.level == "error" for finding in self.findings)

    def describe(self) -> dict[str, Any]:
        return {
            "broken": self.is_broken,
            "stopped": self.stopped,
            "seconds": round(self.seconds, 1),
            "findings": [finding.model_dump(mode="json") for finding in self.findings],
            "walks": [result.model_dump(mode="json") for result in self.results],
        }


@dataclass
class Check:
    folder: Path
    url: str
    wanted: Wanted
    reports: Reports
    workers: int
    browser: str | None
    credentials: tuple[str, str] | None = None
    """The user and the password that the app's server asks for before anything else."""

    def run(self, progress: Progress, *, resume: bool = False) -> Checked:
        """Raises `InvalidFolder`, `NotPlanned` and `NoBrowser`."""
        began = time.monotonic()
        content = read_content(self.folder)
        walks = plan_walks(content.site, content.items.items(), self.wanted)
        kept = Kept(
            self.reports.name_folder() / NAME, make_stamps(content.files, self.url, self.reports.html is not None)
        )
        keys = {walk.key for walk in walks}
        done = {key: result for key, result in kept.read().items() if key in keys} if resume else {}
        kept.begin(done)
        results = list(done.values())
        progress.begin(len(walks), results)
        stopped = self.walk(content.site, [walk for walk in walks if walk.key not in done], results, kept, progress)
        if not stopped:
            kept.end()
        order = {walk.key: index for index, walk in enumerate(walks)}
        results.sort(key=lambda result: order[result.key])
        left_out = list_left_out(content.site, content.items.items(), walks, self.wanted)
        return self.judge(content, results, left_out, time.monotonic() - began, stopped)

    def walk(
        self, site: Site, walks: Sequence[Walk], results: list[WalkResult], kept: Kept, progress: Progress
    ) -> bool:
        """Whether it was stopped by hand."""
        from playwright.async_api import HttpCredentials  # Playwright is an extra

        from handrail.authoring.check.run import run_walks
        from handrail.authoring.check.setting import Setting

        if not walks:
            return False

        def tell(result: WalkResult) -> None:
            results.append(result)
            kept.add(result)
            progress.tell(result)

        credentials = None
        if self.credentials:
            user, password = self.credentials
            credentials = HttpCredentials(username=user, password=password, origin=origin_of(self.url))
        pictures = self.make_pictures()
        setting = Setting(site, self.folder, self.url, pictures, self.browser, self.workers, credentials)
        try:
            asyncio.run(run_walks(setting, walks, tell))
        except KeyboardInterrupt:
            return True
        return False

    def make_pictures(self) -> Path | None:
        if self.reports.html is None:
            return None
        folder = self.reports.html / PICTURES
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def judge(
        self, content: Folder, results: list[WalkResult], left_out: list[LeftOut], seconds: float, stopped: bool
    ) -> Checked:
        findings = judge(results, content.documents, content.site.locales[0], left_out)
        texts = {file: document.text for file, document in content.documents.items()}
        fixed, mended = fix_texts(texts, findings)
        patch = write_patch(texts, fixed, name_folder(self.folder))
        return Checked(content, results, left_out, findings, seconds, stopped, fixed, mended, patch)

    def write_reports(self, checked: Checked) -> None:
        name = name_folder(self.folder)
        texts = {file: document.text for file, document in checked.folder.documents.items()}
        written: dict[Path | None, Callable[[], str]] = {
            self.reports.junit: lambda: write_junit(checked.results, checked.findings, name),
            self.reports.sarif: lambda: write_sarif(checked.findings, texts, name, version("handrail")),
            self.reports.patch: lambda: checked.patch,
            self.reports.html and self.reports.html / "index.html": lambda: write_html(
                checked.results, checked.findings, name, self.url, datetime.now(UTC)
            ),
        }
        for file, write in written.items():
            if file is not None:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(write(), "utf-8")

    def fix(self, checked: Checked) -> None:
        """Raises `ChangedMeanwhile`."""
        before = {file: document.text for file, document in checked.folder.documents.items()}
        write_fixes(self.folder, before, checked.fixed)

    def run_again(self, checked: Checked, progress: Progress) -> Checked:
        """Those items whose files were mended; of the others what was seen before."""
        mended = sorted({finding.item for finding in checked.mended})
        again = replace(self, wanted=replace(self.wanted, items=mended)).run(progress)
        kept = [result for result in checked.results if result.key.item not in mended]
        seconds = checked.seconds + again.seconds
        both = self.judge(again.folder, [*kept, *again.results], checked.left_out, seconds, again.stopped)
        self.write_reports(replace(both, patch=checked.patch))
        return both


def read_content(folder: Path) -> Folder:
    files = read_folder(folder)
    checked = validate(files, find_media=FolderMedia(folder).find)
    if checked.faults:
        raise InvalidFolder(checked.faults)
    items = {file: source.item for file, source in checked.items.items()}
    parsed = {file: parse_document(file, raw) for file, raw in files.items() if file.endswith(".json")}
    documents = {file: document for file, document in parsed.items() if isinstance(document, Document)}
    return Folder(files, items, next(item for item in items.values() if isinstance(item, Site)), documents)


def name_folder(folder: Path) -> str:
    """From here, as a repository's root; a folder that is elsewhere by its whole path."""
    try:
        return folder.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return folder.resolve().as_posix()
