"""Files appear whole or not at all: written beside, flushed to disk, then put in place."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from ankigen.problems import BadInput, Problem

_REMEDIES = {
    errno.ENOSPC: "make room on the disk and run it again",
    errno.EDQUOT: "make room on the disk and run it again",
    errno.EFBIG: "choose a disk that takes larger files",
    errno.EACCES: "choose a folder you may write to",
    errno.EPERM: "choose a folder you may write to",
    errno.EROFS: "choose a folder you may write to",
    errno.EISDIR: "name a file, not a folder",
    errno.ENOTDIR: "name a folder that exists, or a new one",
    errno.ENAMETOOLONG: "choose a shorter name",
}


def write_whole(path: str | os.PathLike[str], content: bytes) -> bool:
    """Make the file at ``path`` hold ``content``; the folder is made where it is missing.

    A reader sees the old file or the new one, also when the machine stops in between. A file
    that holds ``content`` already is not touched.

    Returns:
        Whether the file changed.

    Raises:
        BadInput: it cannot be written; what was there before is still there.
    """
    return bool(write_together({Path(path): content}))


def write_together(files: Mapping[Path, bytes]) -> list[Path]:
    """Make each file hold its content, as ``write_whole``: all of them or none.

    Everything is on the disk before the first file is put in place, so that a full disk, a folder
    that cannot be written or an interruption leaves all of them as they were.

    Returns:
        The files that changed.

    Raises:
        BadInput: one of them cannot be written; what was there before is still there.
    """
    beside: dict[Path, str] = {}
    target = Path()
    try:
        for target, content in files.items():
            if not (target.is_file() and target.read_bytes() == content):
                target.parent.mkdir(parents=True, exist_ok=True)
                _write_beside(target, content, beside)
        for target, written in beside.items():
            os.replace(written, target)
    except BaseException as error:
        for written in beside.values():
            with contextlib.suppress(FileNotFoundError):
                os.unlink(written)
        if not isinstance(error, OSError):
            raise
        remedy = _REMEDIES.get(error.errno or 0, "choose another place to write to")
        what = f"cannot be written: {error.strerror or error}"
        raise BadInput([Problem(str(target), 0, what, remedy)]) from error
    return list(beside)


def _write_beside(target: Path, content: bytes, beside: dict[Path, str]) -> None:
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    handle, beside[target] = tempfile.mkstemp(prefix=f".{target.name[:100]}.", dir=target.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.chmod(beside[target], mode)


def _umask() -> int:
    # The only way to read it is to set it.
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
