"""`xiaoer demo`: a city to walk through, on this machine, without any network."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from xiaoer.runtime.commands import spoken

NAMED = 6  # of each kind of people; the sign-in page has them all


@spoken
def demo(
    host: Annotated[str, typer.Option(help="监听地址")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="端口")] = 8000,
    workers: Annotated[int, typer.Option(help="进程数，0 表示一核一个")] = 0,
    prepare_only: Annotated[
        bool, typer.Option("--prepare-only", help="只备好数据，不启动")
    ] = False,
) -> None:
    """Start a demo city with people to sign in as."""
    os.environ.setdefault("XIAOER_DATA", str(_demo_folder()))
    os.environ.setdefault("XIAOER_DEMO", "1")
    from xiaoer.runtime.folders import kept_secret, open_folder
    from xiaoer.runtime.serving import prepare, run_server

    prepare(migrate=True)
    password = kept_secret(open_folder().path / "demo_password")[:12]
    from django.utils import timezone

    from xiaoer.exchange.integrity.services import look
    from xiaoer.indicators.renewing import renew

    from .appraisal import lock_past_quarters
    from .city import is_made, make_city

    if not is_made():
        typer.echo("正在造一座演示城市……", err=True)
        make_city(password)
        look()
        renew()
        lock_past_quarters(timezone.localdate())
    if not prepare_only:
        run_server(host, port, workers, lambda url: typer.echo(_welcome(url, password)))


def _demo_folder() -> os.PathLike[str]:
    """Return the demo's own data folder: a real installation's data is never touched."""
    from xiaoer.runtime.folders import default_folder

    usual = default_folder()
    return usual.with_name(f"{usual.name}-demo")


def _welcome(url: str, password: str) -> str:
    from .casework import APPLICANTS
    from .people import CLERKS, PEOPLE

    groups = {"来办事": APPLICANTS, "管项目": PEOPLE, "办案件": CLERKS}
    lines = ["", f"  店小二演示城市  {url}", ""]
    lines += [f"  登录页上点人名就能进，也可以用账号，密码都是 {password}", ""]
    for title, people in groups.items():
        names = "  ".join(f"{who.username} {who.name}" for who in people[:NAMED])
        lines.append(f"    {title}    {names}{'  等' if len(people) > NAMED else ''}")
    return "\n".join([*lines, "", "  停下来按 Ctrl+C", ""])
