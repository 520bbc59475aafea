"""Several files written as one: under a lock, each through a temporary file, all of them or none.

Every temporary file is written and on the disk before the first rename. A run that is killed between two renames leaves
whole files, some old, some new; what it left half done is only what the next run makes again from the ledger, the sheet
and the article, so nothing needs a journal.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import LockedError, WriteError

__all__ = ["forget_leftovers", "locked", "open_elsewhere", "read_bytes", "write_files"]

_SUFFIX = ".claimsheet-tmp"
_LOCK = ".claimsheet.lock"


@contextlib.contextmanager
def locked(folder: Path, *, timeout: float = 10.0) -> Iterator[None]:
    """Hold a folder for one run.

    Parameters
    ----------
    folder
        The article's folder under ``annotations``; it is made where it is missing.
    timeout
        How many seconds to wait for another run.

    Raises
    ------
    LockedError
        If another run does not finish in time.
    WriteError
        If the folder can't be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / _LOCK)
        lock.acquire(timeout=timeout)
    except Timeout:
        raise LockedError(
            "another run is at work here", path=folder, hint="wait for it to finish, then run again"
        ) from None
    except OSError as error:
        raise _write_error(error, folder) from None
    try:
        yield
    finally:
        lock.release()


def open_elsewhere(folder: Path, names: tuple[str, ...] = ("sheet.csv", "sheet.xlsx")) -> None:
    """Refuse to go on while a spreadsheet program has the sheet open.

    Raises
    ------
    LockedError
        If LibreOffice's or Excel's lock file lies beside a sheet.
    """
    for name in names:
        for lock in (folder / f".~lock.{name}#", folder / f"~${name}"):
            if lock.exists():
                program = "LibreOffice" if lock.name.startswith(".~") else "Excel"
                raise LockedError(
                    f"is open in {program}{_user(lock)}",
                    path=folder / name,
                    hint=f"save and close it, then run again; if it is not open, delete {lock.name}",
                )


def _user(lock: Path) -> str:
    with contextlib.suppress(OSError):
        fields = lock.read_text(encoding="utf-8", errors="replace").split(",")
        names = [part.strip() for part in fields[:2] if part.strip()]
        if lock.name.startswith(".~") and len(fields) > 2 and names:
            return f" (by {names[0]})"
    return ""


def forget_leftovers(folder: Path) -> list[str]:
    """Delete the temporary files of an interrupted run and return their names.

    Raises
    ------
    WriteError
        If the folder can't be written.
    """
    found = sorted(folder.glob(f".*{_SUFFIX}"))
    for path in found:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise _write_error(error, path) from None
    return [path.name for path in found]


def read_bytes(path: Path) -> bytes | None:
    """Return a file's content, or none where there is no file."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def write_files(
    folder: Path, contents: Mapping[str, bytes], *, unless_changed: Mapping[str, bytes | None]
) -> list[Path]:
    """Write the files whose content differs from what stands there.

    Parameters
    ----------
    folder
        The folder; it exists and is locked.
    contents
        Name to content, in the order of the renames.
    unless_changed
        What a file held when this run read it: if it holds something else now, somebody saved in between.

    Returns
    -------
    list of Path
        The files that were written.

    Raises
    ------
    WriteError
        If a folder or disk takes no more; every file still holds what it held.
    LockedError
        If a file was saved by somebody else since it was read, or is held open.
    """
    wanted = {name: data for name, data in contents.items() if read_bytes(folder / name) != data}
    temporary: dict[str, Path] = {}
    path = folder
    try:
        try:
            for name, data in wanted.items():
                path = folder / name
                temporary[name] = folder / f".{name}{_SUFFIX}"
                with temporary[name].open("wb") as stream:
                    stream.write(data)
                    stream.flush()
                    os.fsync(stream.fileno())
            for name, before in unless_changed.items():
                if name in wanted and read_bytes(folder / name) != before:
                    raise LockedError("was saved by somebody else meanwhile", path=folder / name, hint="run again")
            for name in wanted:
                path = folder / name
                temporary[name].replace(path)
            _sync(folder)
        except OSError as error:
            raise _write_error(error, path) from None
    finally:
        for leftover in temporary.values():
            with contextlib.suppress(OSError):
                leftover.unlink(missing_ok=True)
    return [folder / name for name in wanted]


def _sync(folder: Path) -> None:
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some network and FUSE file systems can't sync a folder; the renames have happened all the same.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
            raise
    finally:
        os.close(descriptor)


def _write_error(error: OSError, path: Path) -> WriteError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return WriteError("the disk is full", path=path, hint="nothing was lost; make room and run again")
    if isinstance(error, PermissionError) and os.name == "nt":
        return LockedError("another program has it open", path=path, hint="close it and run again")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return WriteError("can't be written here", path=path, hint="the folder is read-only: change its permissions")
    return WriteError(f"can't be written: {error.strerror or error}", path=path, hint="nothing was lost; run again")
