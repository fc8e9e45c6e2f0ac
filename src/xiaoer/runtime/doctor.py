"""`xiaoer doctor`: looks at what usually goes wrong and says how to mend it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.request import urlopen

from .folders import FolderProblem, default_folder, is_root, open_folder
from .serving import pending_migrations, port_is_free, prepare

OLDEST_SERVER = 150_000  # PostgreSQL 15, as `server_version_num` counts
LEAST_FREE_BYTES = 2 * 1024**3
PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    code: str
    good: bool
    words: str
    mend: str = ""

    def record(self) -> dict[str, object]:
        """Return the finding for machines."""
        return asdict(self)

    def line(self) -> str:
        """Return the finding for people."""
        mend = f"。{self.mend}" if self.mend and not self.good else ""
        return f"{'好' if self.good else '坏'}  {self.words}{mend}"


def _python() -> Iterator[Finding]:
    good = sys.version_info >= (3, 11)
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding("python", good, f"Python {version}", "装 Python 3.11 或更新的")


def _folder() -> Iterator[Finding]:
    try:
        folder = open_folder()
    except FolderProblem as problem:
        yield Finding("folder", False, str(problem))
        return
    closed = not folder.path.stat().st_mode & (0o066 if is_root() else 0o077)
    mend = f"运行：chmod 700 {folder.path}"
    yield Finding("folder", closed, f"数据文件夹 {folder.path}，别人看不到", mend)
    free = shutil.disk_usage(folder.path).free
    words = f"磁盘剩 {free / 1024**3:.1f} GB"
    yield Finding("space", free >= LEAST_FREE_BYTES, words, "清出 2 GB 以上，数据库才写得下")
    key = (folder.path / "secret_key").stat().st_mode & 0o777 if folder.secret_key() else 0
    yield Finding("secret", key == 0o600, "密钥文件只有本用户能读", "运行：chmod 600 secret_key")


def _database() -> Iterator[Finding]:
    where = "DATABASE_URL 指的数据库" if os.environ.get("DATABASE_URL") else "内置数据库"
    try:
        prepare(migrate=False)
        from django.db import connection

        connection.ensure_connection()
    except Exception as problem:  # every failure to connect is a finding, whatever its class
        words = f"{where}连不上：{str(problem).strip().splitlines()[0]}"
        mend = "查地址、用户、密码，或看数据文件夹里 pg/server.log 的最后几行"
        yield Finding("database", False, words, mend)
        return
    yield Finding("database", True, f"{where}能连上")
    yield from _server()
    waiting = pending_migrations()
    words = f"数据库结构还差 {len(waiting)} 步升级" if waiting else "数据库结构是最新的"
    yield Finding("migrations", not waiting, words, "先备份，再运行：xiaoer manage migrate")


def _server() -> Iterator[Finding]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int, now()")
        version, now = cursor.fetchone()
        cursor.execute("SHOW server_encoding")
        (encoding,) = cursor.fetchone()
    good = version >= OLDEST_SERVER
    yield Finding("version", good, f"PostgreSQL {version // 10000}", "换 PostgreSQL 15 以上")
    yield Finding("encoding", encoding == "UTF8", f"编码 {encoding}", "用 UTF8 重建数据库")
    from django.utils import timezone

    skew = abs((timezone.now() - now).total_seconds())
    mend = "给这台机器和数据库主机对时"
    yield Finding("time", skew < 30, f"和数据库的时钟差 {skew:.0f} 秒", mend)


def _assets() -> Iterator[Finding]:
    built = (PACKAGE / "web" / "static" / "dist" / "manifest.json").exists()
    yield Finding(
        "assets", built, "页面样式和脚本" + ("已编好" if built else "没编"), "运行：make assets"
    )
    languages = [
        PACKAGE / "locale" / name / "LC_MESSAGES" / "django.mo" for name in ("zh_Hant", "en")
    ]
    done = all(file.exists() for file in languages)
    yield Finding(
        "languages", done, "繁体和英文" + ("已编好" if done else "没编"), "运行：make assets"
    )


def _port(port: int) -> Iterator[Finding]:
    free = port_is_free("127.0.0.1", port)
    ours = not free and _answers(port)
    state = "空着" if free else "店小二正在用" if ours else "有别的程序占着"
    mend = f"停掉它，或换一个：xiaoer serve --port {port + 1}"
    yield Finding("port", free or ours, f"{port} 号端口{state}", mend)


def _answers(port: int) -> bool:
    """Say whether the program itself listens there."""
    try:
        with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
            return b"xiaoer" in answer.read(200)
    except (OSError, ValueError):
        return False


def _settings() -> Iterator[Finding]:
    debug = os.environ.get("XIAOER_DEBUG", "").lower() in {"1", "true", "yes", "on"}
    yield Finding(
        "debug", not debug, "调试开关" + ("开着" if debug else "关着"), "去掉 XIAOER_DEBUG"
    )
    hosts = os.environ.get("XIAOER_ALLOWED_HOSTS", "")
    yield Finding(
        "hosts", hosts != "*", "允许的域名没有放开成 *", "把 XIAOER_ALLOWED_HOSTS 写成域名"
    )


def _backups() -> Iterator[Finding]:
    folder = default_folder() / "backups"
    files = sorted(folder.glob("xiaoer-*.tar")) if folder.exists() else []
    words = f"最近的备份 {files[-1].name}" if files else "还没有备份（新装的可以先不管）"
    yield Finding("backup", True, words)


def examine(port: int) -> list[Finding]:
    """Look at everything; one broken thing never hides the others."""
    looks: list[Callable[[], Iterator[Finding]]] = [
        _python,
        _folder,
        _database,
        _assets,
        lambda: _port(port),
        _settings,
        _backups,
    ]
    return [finding for look in looks for finding in look()]
