"""What an address of a file may be: never a way out of the folder. And what a file is: never what its name says."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.content.media import is_remote, resolve_address, tell_type
from tests.server.content.files import FILES

PARTS = st.sampled_from(["..", ".", "", "a", "media", "new.png", ".git", "…", " ", "\\", "C:", "%2e%2e", "\0", "\n"])

RESOLVED = [
    ("tours/a.json", "media/new.png", "tours/media/new.png"),
    ("a.json", "new.png", "new.png"),
    ("tours/a.json", "../media/new.png", "media/new.png"),
    ("tours/a.json", "./media/./x/../new.png", "tours/media/new.png"),
    ("tours/a.json", "../../new.png", None),
    ("a.json", "../new.png", None),
    ("a.json", "media/../../new.png", None),
    ("a.json", "/new.png", None),
    ("a.json", "//evil.test/new.png", None),
    ("a.json", "file:new.png", None),
    ("a.json", "C:\\new.png", None),
    ("a.json", ".env", None),
    ("a.json", ".git/new.png", None),
    ("a.json", "new.png\0", None),
    ("a.json", ".", None),
]


@pytest.mark.parametrize(("file", "address", "path"), RESOLVED)
def test_an_address_goes_from_the_folder_of_its_file(file: str, address: str, path: str | None) -> None:
    assert resolve_address(file, address) == path


@given(st.lists(PARTS, max_size=8).map("/".join), st.sampled_from(["a.json", "tours/a.json", "a/b/c.json"]))
def test_no_address_leads_out_or_to_what_is_hidden(address: str, file: str) -> None:
    path = resolve_address(file, address)
    if path is not None:
        assert not PurePosixPath(path).is_absolute()
        assert not any(part.startswith(".") for part in path.split("/"))


REMOTE = {
    "https://cdn.test/a.png": True,
    "https://cdn.test:8443/a.png?b=c": True,
    "https://xn--bcher-kva.test/": True,
    "http://cdn.test/a.png": False,
    "HTTPS://cdn.test/a.png": False,
    "https:/cdn.test/a.png": False,
    "https://": False,
    "https://me@cdn.test/a.png": False,
    "https://cdn.test:port/a.png": False,
    "https://[cdn.test/a.png": False,
    "https://cdn.test/a b.png": False,
    "https://cdn.test/\n": False,
    "//cdn.test/a.png": False,
    "javascript:alert(1)": False,
    "data:image/png,": False,
}


@pytest.mark.parametrize("address", REMOTE)
def test_an_address_elsewhere_is_https_and_plain(address: str) -> None:
    assert is_remote(address) is REMOTE[address]


@pytest.mark.parametrize("type_", FILES)
def test_a_type_is_told_and_a_beginning_alone_is_none(type_: str) -> None:
    assert tell_type(FILES[type_]) == type_
    assert tell_type(FILES[type_][:2]) is None
    assert tell_type(b" " + FILES[type_]) is None


@given(st.binary(max_size=200))
def test_any_bytes_have_an_answer(data: bytes) -> None:
    assert tell_type(data) in {None, *FILES}
    assert tell_type(b"\0\0\0 ftyp" + data) in {None, "avif", "mp4"}
