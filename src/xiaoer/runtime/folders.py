"""Where the program keeps its data, and who may read it."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

PRIVATE = 0o700
TRAVERSED = 0o711  # root's folder: the database's own user passes through, nobody lists it


class FolderProblem(RuntimeError):
    """A data folder that cannot be used; the message says what to do."""


def is_root() -> bool:
    """Say whether this process runs as root."""
    return os.geteuid() == 0


def default_folder() -> Path:
    """Return the data folder: `XIAOER_DATA`, else the usual place for this user."""
    named = os.environ.get("XIAOER_DATA")
    if named:
        return Path(named).expanduser().absolute()
    if is_root():
        return Path("/var/lib/xiaoer")
    home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(home) / "xiaoer"


@dataclass(frozen=True)
class DataFolder:
    """The data folder and the places in it."""

    path: Path

    @property
    def cluster(self) -> Path:
        """The embedded database."""
        return self.path / "pg"

    @property
    def media(self) -> Path:
        """Uploaded files."""
        return self.path / "media"

    @property
    def mart(self) -> Path:
        """The columnar mart; it can be made anew from the database."""
        return self.path / "mart"

    @property
    def logs(self) -> Path:
        """Logs of the database and the server."""
        return self.path / "logs"

    @property
    def backups(self) -> Path:
        """Backups that were not told to go elsewhere."""
        return self.path / "backups"

    def secret_key(self) -> str:
        """Return this installation's own random key; it is made at the first start."""
        return kept_secret(self.path / "secret_key")


def kept_secret(file: Path) -> str:
    """Return the secret in a file that only its owner reads; make it when it is missing."""
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text().strip()
    with os.fdopen(handle, "w") as out:
        secret = secrets.token_urlsafe(48)
        out.write(secret)
    return secret


def _below_root_home(path: Path) -> bool:
    return path.resolve().is_relative_to("/root")


def _make(path: Path, mode: int) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
        path.chmod(mode)
    except OSError as problem:
        raise FolderProblem(
            f"数据文件夹 {path} 建不了或改不了权限（{problem.strerror}）。"
            "换一个：XIAOER_DATA=/别的/文件夹"
        ) from None


def open_folder(path: Path | None = None) -> DataFolder:
    """Return the data folder, made and closed to other users; raises `FolderProblem`."""
    folder = DataFolder(path or default_folder())
    if is_root() and _below_root_home(folder.path):
        raise FolderProblem(
            f"以 root 运行时数据不能放在 /root 下面（{folder.path}）。"
            "换一个：XIAOER_DATA=/var/lib/xiaoer"
        )
    _make(folder.path, TRAVERSED if is_root() else PRIVATE)
    for part in (folder.media, folder.mart, folder.backups):
        _make(part, PRIVATE)
    _make(folder.logs, TRAVERSED if is_root() else PRIVATE)
    return folder
