"""Backup and restore: database and uploaded files in one file that can be checked."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from zoneinfo import ZoneInfo

import psycopg
from rich.console import Console
from rich.progress import Progress

from xiaoer import __version__

from .binaries import packaged
from .folders import open_folder

FORMAT = 1
MANIFEST, DUMP, MEDIA = "manifest.json", "database.dump", "media"
BLOCK = 1 << 20


class SnapshotProblem(RuntimeError):
    """A backup or restore that did not happen; the message says what to do."""


def _digest(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _now() -> datetime:
    return datetime.now(ZoneInfo("Asia/Shanghai"))


def _tool(name: str, *arguments: str) -> None:
    ended = subprocess.run(
        [str(packaged() / "bin" / name), *arguments], capture_output=True, text=True, check=False
    )
    if ended.returncode:
        lines = ended.stderr.strip().splitlines()
        raise SnapshotProblem(f"{name} 没成功：{lines[-1] if lines else '没有说明'}")


def _media_files(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.is_file())


def _media_root() -> Path:
    return Path(os.environ["XIAOER_MEDIA_ROOT"])


def write_backup(file: Path | None = None) -> Path:
    """Write one file with everything and return its path; half-written ones never stay."""
    place = file or open_folder().backups / f"xiaoer-{_now():%Y%m%d-%H%M%S}.tar"
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.parent, prefix=".backup-") as folder:
        whole = Path(folder) / "whole.tar"
        _write(whole, Path(folder) / DUMP)
        whole.chmod(0o600)
        os.replace(whole, place)
    return place


def _write(whole: Path, dump: Path) -> None:
    media, root = _media_files(_media_root()), _media_root()
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("备份", total=len(media) + 2)
        _tool("pg_dump", "--format=custom", f"--file={dump}", os.environ["DATABASE_URL"])
        progress.advance(task)
        names = {f"{MEDIA}/{path.relative_to(root)}": path for path in media}
        manifest = _manifest({DUMP: dump, **names})
        with tarfile.open(whole, "w") as archive:
            _add_bytes(archive, MANIFEST, json.dumps(manifest, ensure_ascii=False).encode())
            for name, path in {DUMP: dump, **names}.items():
                archive.add(path, name, recursive=False)
                progress.advance(task)


def _manifest(files: dict[str, Path]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": __version__,
        "made_at": _now().isoformat(),
        "sha256": {name: _digest(path) for name, path in files.items()},
    }


def _add_bytes(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    archive.addfile(entry, io.BytesIO(content))


def _unpack(file: Path, folder: Path) -> dict[str, Any]:
    """Unpack a backup and check every file against the manifest; raises `SnapshotProblem`."""
    try:
        with tarfile.open(file) as archive:
            for entry in archive:
                _extract(archive, entry, folder)
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text())
    except (OSError, tarfile.TarError, ValueError, KeyError):
        raise SnapshotProblem(f"{file} 不是店小二的备份，或者没拷完整。换一份备份。") from None
    if manifest.get("format") != FORMAT:
        raise SnapshotProblem(f"{file} 是别的版本写的，用写它的那个版本恢复。")
    _check(file, folder, manifest["sha256"])
    return manifest


def _extract(archive: tarfile.TarFile, entry: tarfile.TarInfo, folder: Path) -> None:
    """Write one plain file below the folder; links, devices and paths that leave it are refused.

    Python 3.11.2, which Debian ships, cannot filter by itself.
    """
    place = (folder / entry.name).resolve()
    source = archive.extractfile(entry) if entry.isfile() else None
    if source is None or not place.is_relative_to(folder.resolve()):
        raise tarfile.TarError(entry.name)
    place.parent.mkdir(parents=True, exist_ok=True)
    with source, place.open("wb") as out:
        shutil.copyfileobj(source, out)


def _check(file: Path, folder: Path, digests: dict[str, str]) -> None:
    present = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()} - {MANIFEST}
    if present != set(digests):
        raise SnapshotProblem(f"{file} 里的文件和清单对不上，没有恢复。换一份备份。")
    for name, digest in digests.items():
        if _digest(folder / name) != digest:
            raise SnapshotProblem(f"{file} 里的 {name} 被改过或坏了，没有恢复。换一份备份。")


def _with_database(url: str, name: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"/{name}"))


def _database_name(url: str) -> str:
    return urlsplit(url).path.lstrip("/")


def _is_empty(url: str) -> bool:
    query = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
    with closing(psycopg.connect(url)) as connection:
        row = connection.execute(query).fetchone()
    return row is not None and row[0] == 0


def restore_backup(file: Path, replace: bool) -> str | None:
    """Put a backup in place of what is there; return the name the old database keeps.

    The backup is loaded beside the old data first; the two change places at the very end,
    so a restore that fails or is killed leaves the old data as it was.
    """
    url = os.environ["DATABASE_URL"]
    empty = _is_empty(url)
    if not empty and not replace:
        raise SnapshotProblem("数据库里已有数据。确定要换掉，加 --yes 再运行一次。")
    with tempfile.TemporaryDirectory(dir=_media_root().parent, prefix=".restore-") as temporary:
        folder = Path(temporary)
        _unpack(file, folder)
        name = _database_name(url)
        fresh, old = f"{name}_new", f"{name}_{_now():%Y%m%d%H%M%S}"
        _load(url, fresh, folder / DUMP)
        _swap_media(folder / MEDIA, _now())
        _swap_databases(url, name, fresh, old)
    if empty:
        _drop(url, old)
        return None
    return old


def _admin(url: str) -> psycopg.Connection[Any]:
    return psycopg.connect(_with_database(url, "postgres"), autocommit=True)


def _drop(url: str, name: str) -> None:
    with closing(_admin(url)) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _load(url: str, fresh: str, dump: Path) -> None:
    _drop(url, fresh)
    with closing(_admin(url)) as connection:
        connection.execute(f'CREATE DATABASE "{fresh}" TEMPLATE template0')
    target = _with_database(url, fresh)
    try:
        _tool("pg_restore", "--no-owner", "--exit-on-error", f"--dbname={target}", str(dump))
    except SnapshotProblem:
        _drop(url, fresh)
        raise


def _swap_databases(url: str, name: str, fresh: str, old: str) -> None:
    ending = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
    with closing(_admin(url)) as connection:
        connection.execute(ending, [name])
        connection.execute(f'ALTER DATABASE "{name}" RENAME TO "{old}"')
        connection.execute(f'ALTER DATABASE "{fresh}" RENAME TO "{name}"')


def _swap_media(restored: Path, moment: datetime) -> None:
    root = _media_root()
    restored.mkdir(exist_ok=True)
    restored.chmod(0o700)
    beside = root.with_name(f"{root.name}-{moment:%Y%m%d%H%M%S}")
    if any(root.iterdir()):
        root.rename(beside)
    else:
        root.rmdir()
    shutil.move(restored, root)
