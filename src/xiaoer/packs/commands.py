"""`xiaoer pack check`, `list`, `load`, `schema`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xiaoer.runtime.commands import spoken

if TYPE_CHECKING:
    from .faults import Fault
    from .reading import PackSource

app = typer.Typer(no_args_is_help=True, help="攻坚事项包：检查、查看、装入。")

BAD = 1
Json = Annotated[bool, typer.Option("--json", help="只输出 JSON")]


def _print(record: object) -> None:
    typer.echo(json.dumps(record, ensure_ascii=False))


def _fail(sentence: str) -> typer.Exit:
    typer.echo(sentence, err=True)
    return typer.Exit(BAD)


def _sources() -> dict[str, PackSource]:
    """Read all packs; a city's folder that is not there is said, not passed over."""
    from .library import city_folders, sources

    for folder in city_folders():
        if not folder.is_dir():
            typer.echo(f"XIAOER_PACKS 里的文件夹 {folder} 不存在", err=True)
    return sources()


@app.command("check")
def check_command(
    paths: Annotated[list[Path], typer.Argument(help="包的文件夹，或装着几个包的文件夹")],
    as_json: Json = False,
) -> None:
    """Name file, line and reason of every fault; exit code 1 when there is one."""
    from .checking import check, stops
    from .library import opened, pack_folders

    known = _sources()
    folders = [inner for path in paths for inner in (list(pack_folders(path)) or [path])]
    chosen = [opened(folder, known) for folder in folders]
    known |= {source.name: source for source in chosen}
    found = [(source, check(source, list(known.values()))) for source in chosen]
    if as_json:
        _print([_record(source, faults) for source, faults in found])
    else:
        for source, faults in found:
            _show(source, faults)
    if any(stops(faults) for _source, faults in found):
        raise typer.Exit(BAD)


def _record(source: PackSource, faults: list[Fault]) -> dict[str, object]:
    shown = [{**fault.record(), "path": source.shown(fault)} for fault in faults]
    good = not any(fault.severity == "fault" for fault in faults)
    return {"pack": source.key, "good": good, "faults": shown}


def _show(source: PackSource, faults: list[Fault]) -> None:
    for fault in faults:
        word = "提醒：" if fault.severity == "warning" else ""
        typer.echo(f"{source.shown(fault)}:{fault.line} {word}{fault.reason}")
    bad = sum(fault.severity == "fault" for fault in faults)
    rest = len(faults) - bad
    verdict = f"{bad} 处要改" if bad else "可以装入"
    typer.echo(f"{source.key}：{verdict}" + (f"，{rest} 处提醒" if rest else ""), err=True)


@app.command("list")
def list_command(as_json: Json = False) -> None:
    """Show the packs that stand in the package's and the city's folders."""
    rows = [_row(source) for source in _sources().values()]
    if as_json:
        _print(rows)
        return
    for row in rows:
        version = row["version"] or "读不了"
        typer.echo(f"{row['key']}  {version}  {row['title']}  事项 {row['items']}")


def _row(source: PackSource) -> dict[str, object]:
    pack = source.pack
    return {
        "key": source.key,
        "title": str(pack.title) if pack else "",
        "version": pack.version if pack else None,
        "effective_from": pack.effective_from.isoformat() if pack else None,
        "items": len(pack.items) if pack else 0,
        "digest": source.digest,
        "overrides": list(source.overlays),
    }


@app.command("load")
@spoken
def load_command(
    keys: Annotated[list[str] | None, typer.Argument(help="包的键；不写就是全部")] = None,
) -> None:
    """Put packs into the database; what is already there stays as it is."""
    from xiaoer.runtime.serving import prepare

    known = _sources()
    unknown = [key for key in keys or () if key not in known]
    if unknown:
        raise _fail(f"没有 {'、'.join(unknown)}，有的是 {'、'.join(known) or '一个也没有'}")
    prepare(migrate=False)
    from .services import Rejected, load_all

    try:
        for row, fresh in load_all([known[key] for key in keys or known], list(known.values())):
            typer.echo(f"{row.key} {row.version} {'已装入' if fresh else '没有变化'}")
    except Rejected as problem:
        raise _fail(str(problem)) from None


@app.command("schema")
def schema_command(
    out: Annotated[Path | None, typer.Option("--out", help="写到这个文件夹，不写就显示")] = None,
) -> None:
    """Print the JSON Schema of pack.yaml, forms and tests for editors."""
    from .editor_schema import schemas, written

    if out is None:
        _print(schemas()["pack.schema.json"])
        return
    out.mkdir(parents=True, exist_ok=True)
    for name, text in written().items():
        (out / name).write_text(text, encoding="utf-8")
        typer.echo(str(out / name))
