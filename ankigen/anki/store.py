"""What was made before, kept in the user's cache directory under the hash of what it was made of.

An entry is a file of its own, put in place whole, so that builds at the same time do not disturb
each other. It begins with a hash of its name and its text: one that is damaged, or cannot be
read, is as good as none. Nothing here is needed: whatever fails, the build goes on without.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

LARGEST = 500_000_000
"""Bytes that all entries take at most; those not used for longest go first."""

OFF = "ANKIGEN_NO_CACHE"
"""The environment variable that, set to anything, turns the cache off."""

_HASH = 64


class Store:
    """Texts by keys, in a folder."""

    def __init__(self, folder: Path, largest: int = LARGEST) -> None:
        self.folder = folder
        self._largest = largest
        self._wrote = False

    def get(self, key: str) -> str | None:
        """The text kept under a key (hexadecimal digits); None where there is none."""
        path = self._path(key)
        try:
            content = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        check, text = content[:_HASH], content[_HASH:]
        if check != _check(key, text):
            return None
        return text.decode("utf-8", "surrogatepass")

    def put(self, key: str, text: str) -> None:
        """Keep a text, if that is possible."""
        content = text.encode("utf-8", "surrogatepass")
        path = self._path(key)
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, beside = tempfile.mkstemp(dir=path.parent)
            try:
                with open(handle, "wb") as file:
                    file.write(_check(key, content) + content)
                os.replace(beside, path)
                self._wrote = True
            except BaseException:
                os.unlink(beside)
                raise

    def trim(self) -> None:
        """Delete what was not used for longest, where all is larger than it may be."""
        if not self._wrote:
            return
        entries = sorted(self._entries())
        size = sum(each for _, each, _ in entries)
        for _, each, path in entries:
            if size <= self._largest:
                break
            with contextlib.suppress(OSError):
                os.unlink(path)
            size -= each

    def _entries(self) -> Iterator[tuple[float, int, str]]:
        """When each file was last used, its size and its path."""
        with contextlib.suppress(OSError):
            for part in os.scandir(self.folder):
                for file in os.scandir(part) if part.is_dir(follow_symlinks=False) else ():
                    with contextlib.suppress(OSError):
                        found = file.stat(follow_symlinks=False)
                        yield found.st_mtime, found.st_size, file.path

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]


def store() -> Store | None:
    """The store of this user; None where it is turned off or there is no place for it."""
    folder = None if os.environ.get(OFF) else _cache_folder()
    return Store(folder / "ankigen" / "made") if folder else None


def _cache_folder() -> Path | None:
    said = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(said):
        return Path(said)
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "darwin":
        return home / "Library" / "Caches"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    return home / ".cache"


def _check(key: str, content: bytes) -> bytes:
    return sha256(key.encode() + content).hexdigest().encode()
