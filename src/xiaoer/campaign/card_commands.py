"""`xiaoer card explain ID`: compute a card again from its record, for anybody to check."""

from __future__ import annotations

import json
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="Cards of the appraisal.")

NOT_FOUND, NOT_REPRODUCED = 2, 3


@app.callback()
def card() -> None:
    """Cards of the appraisal."""


@app.command()
def explain(
    card_id: Annotated[int, typer.Argument(help="The card's number, as its page has it")],
    as_json: Annotated[bool, typer.Option("--json", help="The record itself")] = False,
) -> None:
    """Compute a card again from its record and say which rules fired, by which rows."""
    from xiaoer.runtime.serving import prepare

    prepare(migrate=False)
    from .appraisal_queries import card_reproduced, proposal_of
    from .models import Card

    row = Card.objects.select_related("lock").filter(pk=card_id).first()
    if row is None:
        typer.echo(f"没有第 {card_id} 号牌。编号在牌的页面上。", err=True)
        raise typer.Exit(NOT_FOUND)
    same = card_reproduced(row)
    if as_json:
        typer.echo(json.dumps({"record": json.loads(row.proposal), "reproduced": same}))
    else:
        _say(proposal_of(row).explain(), same)
    if not same:
        raise typer.Exit(NOT_REPRODUCED)


def _say(lines: list[str], same: bool) -> None:
    for line in lines:
        typer.echo(line)
    typer.echo("重算结果与记录一致" if same else "重算结果与记录不一致：记录或规则被改过")
