"""`xiaoer address load FILE`, `xiaoer address match TEXT`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from xiaoer.runtime.commands import spoken

if TYPE_CHECKING:
    from .services import Checked

app = typer.Typer(no_args_is_help=True, help="标准地址：装入，匹配。")
Json = Annotated[bool, typer.Option("--json", help="只输出 JSON")]
BAD = 1


def _fail(sentence: str) -> typer.Exit:
    typer.echo(sentence, err=True)
    return typer.Exit(BAD)


@app.command("load")
@spoken
def load_command(
    file: Annotated[Path, typer.Argument(help="csv 或 xlsx")],
    as_json: Json = False,
) -> None:
    """Put a file of standard addresses into the register, all of it or nothing."""
    from xiaoer.runtime.serving import prepare

    prepare(migrate=False)
    from .files import BadFile, rows_of
    from .services import Rejected, load_addresses

    try:
        done = load_addresses(rows_of(file))
    except BadFile as problem:
        raise _fail(str(problem)) from None
    except Rejected as problem:
        if as_json:
            faults = [{"row": number, "reason": reason} for number, reason in problem.faults]
            typer.echo(json.dumps({"loaded": False, "faults": faults}, ensure_ascii=False))
            raise typer.Exit(BAD) from None
        raise _fail(f"{problem}\n一行也没有装入，改好再装一次") from None
    if as_json:
        record = {"added": done.added, "changed": done.changed, "unchanged": done.unchanged}
        typer.echo(json.dumps({"loaded": True, **record}))
    else:
        typer.echo(f"新装 {done.added} 条，换版 {done.changed} 条，没变 {done.unchanged} 条")


@app.command("match")
@spoken
def match_command(
    text: Annotated[str, typer.Argument(help="要查的地址")],
    use: Annotated[
        str | None, typer.Option(help="做什么用：住宅、商业、办公、工业、仓储……")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show how an address is read, what the register has, and what the rules come to."""
    from .addresses.rows import USES
    from .addresses.verdict import USE_NAMES, Wanted

    if use is not None and use not in USES:
        raise _fail(f"不认识用途“{use}”，可以写：{'、'.join(USE_NAMES.values())}")
    from xiaoer.runtime.serving import prepare

    prepare(migrate=False)
    from .services import check_address

    wanted = [Wanted(USE_NAMES[USES[use]], frozenset({USES[use]}))] if use else []
    checked = check_address(text, wanted)
    if as_json:
        typer.echo(json.dumps(record(checked), ensure_ascii=False))
    else:
        _show(checked)


def record(checked: Checked) -> dict[str, Any]:
    """Return a check as data."""
    match, verdict = checked.match, checked.verdict
    return {
        "text": match.text,
        "parts": match.reading.given(),
        "remarks": list(match.remarks),
        "outcome": match.outcome.value,
        "confidence": match.confidence,
        "code": checked.code,
        "found": match.entry.text if match.entry else "",
        "missing": list(match.missing),
        "wrong": list(match.wrong),
        "candidates": [
            {
                "code": c.entry.code,
                "text": c.entry.text,
                "missing": list(c.comparison.missing),
                "wrong": list(c.comparison.wrong),
            }
            for c in match.candidates
        ],
        "place": verdict.place.value,
        "reasons": list(verdict.reasons),
    }


def _show(checked: Checked) -> None:
    from .addresses.parts import NAMES
    from .addresses.verdict import PART_NAMES

    given = checked.match.reading.given()
    parts = "  ".join(f"{PART_NAMES[name]} {given[name]}" for name in NAMES if name in given)
    typer.echo(f"读作  {parts or '读不出地方'}")
    for reason in checked.verdict.reasons:
        typer.echo(f"  · {reason}")
    for candidate in checked.match.candidates:
        typer.echo(f"  相近  {candidate.entry.code}  {candidate.entry.text}")
