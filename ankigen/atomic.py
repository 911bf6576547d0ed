"""Files appear whole or not at all: written beside, flushed to disk, then put in place."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ankigen.problems import BadInput, Problem

try:
    import fcntl
except ImportError:  # Windows: what a killed writer left stays until somebody deletes it.
    fcntl = None  # type: ignore[assignment]

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
if TYPE_CHECKING:
    _Beside = tempfile._TemporaryFileWrapper[bytes]

# What is being written is called .NAME.RANDOM.ankigen, beside the file that it will become.
_SUFFIX = ".ankigen"
_LONGEST_NAME = 100
_PIECE = 1 << 20


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
    that cannot be written or an interruption leaves all of them as they were. Only a process
    killed, or a machine stopped, between two renames leaves the first files new and the others
    old: they are put in place in the order given. What a killed process left half written beside
    a file goes when that file is written again.

    Returns:
        The files that changed.

    Raises:
        BadInput: one of them cannot be written; what was there before is still there.
    """
    beside: dict[Path, _Beside] = {}
    before: dict[Path, bytes | None] = {}
    made: list[Path] = []
    target = Path()
    try:
        for target, content in files.items():
            _sweep(target)
            if not _holds(target, content):
                made += _make_folder(target.parent)
                beside[target] = _written_beside(target, content)
        last = next(reversed(beside), None)
        for target, file in beside.items():
            if target != last:
                before[target] = target.read_bytes() if target.exists() else None
            _put_in_place(file, target)
    except BaseException as error:
        _undo(beside.values(), before, made)
        if not isinstance(error, OSError):
            raise
        remedy = _REMEDIES.get(error.errno or 0, "choose another place to write to")
        what = f"cannot be written: {error.strerror or error}"
        raise BadInput([Problem(str(target), 0, what, remedy)]) from error
    finally:
        for file in beside.values():
            file.close()
    return list(beside)


def _holds(target: Path, content: bytes) -> bool:
    """Whether it needs no writing; what is there and is no file must not be replaced by one."""
    if target.is_dir():
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
    if target.exists() and not target.is_file():
        raise OSError(errno.EEXIST, "there is something else than a file")
    if not target.is_file() or target.stat().st_size != len(content):
        return False
    # In pieces: the whole file a second time would double the memory of a large build.
    with target.open("rb") as file:
        pieces = range(0, len(content), _PIECE)
        return all(file.read(_PIECE) == content[start : start + _PIECE] for start in pieces)


def _make_folder(folder: Path) -> list[Path]:
    """Make a folder and those above it; those that were missing, the lowest first."""
    missing = []
    for above in (folder, *folder.parents):
        if above.exists():
            break
        missing.append(above)
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _written_beside(target: Path, content: bytes) -> _Beside:
    """A file beside the target with its content and its rights, on the disk and still open."""
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    file = _opened_beside(target)
    try:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
        os.chmod(file.name, mode)
    except BaseException:
        # Not twice what did not go out the first time.
        with contextlib.suppress(OSError):
            file.close()
        os.unlink(file.name)
        raise
    return file


def _opened_beside(target: Path) -> _Beside:
    """A new file beside the target, held so that ``_sweep`` of another process leaves it alone."""
    while True:
        file = tempfile.NamedTemporaryFile(  # noqa: SIM115 (write_together closes it)
            suffix=_SUFFIX, prefix=_prefix(target), dir=target.parent, delete=False
        )
        if fcntl:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX)
        # Between the two lines above it may have been taken for one that was left.
        if os.fstat(file.fileno()).st_nlink:
            return file
        file.close()


def _prefix(target: Path) -> str:
    return f".{os.fsencode(target.name)[:_LONGEST_NAME].decode(errors='ignore')}."


def _sweep(target: Path) -> None:
    """Delete what killed processes left half written beside the target."""
    if not fcntl:
        return
    left = re.compile(f"{re.escape(_prefix(target))}[a-z0-9_]+{re.escape(_SUFFIX)}")
    with contextlib.suppress(OSError):
        for name in filter(left.fullmatch, os.listdir(target.parent)):
            path = target.parent / name
            handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
            try:
                with contextlib.suppress(OSError):  # Another process is writing it.
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    path.unlink()
            finally:
                os.close(handle)


def _put_in_place(file: _Beside, target: Path) -> None:
    if not fcntl:
        file.close()  # Windows renames no open file.
    os.replace(file.name, target)
    _settle(target.parent)


def _settle(folder: Path) -> None:
    """Bring a rename to the disk before the next one; where folders cannot be opened, as it is."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _undo(
    beside: Iterable[_Beside], before: Mapping[Path, bytes | None], made: Iterable[Path]
) -> None:
    """Leave nothing half written, and the files that were put in place as they were before."""
    for target, content in before.items():
        with contextlib.suppress(OSError):
            if content is None:
                target.unlink()
            elif not _holds(target, content):
                file = _written_beside(target, content)
                _put_in_place(file, target)
                file.close()
    for file in beside:
        with contextlib.suppress(OSError):
            os.unlink(file.name)
    for folder in made:
        with contextlib.suppress(OSError):
            folder.rmdir()


def _umask() -> int:
    # The only way to read it is to set it.
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
