"""The `xiaoer` command. Each room brings its own sub-commands; they import what they need late."""

import typer

from xiaoer.campaign.card_commands import app as card
from xiaoer.campaign.plan_commands import app as plan
from xiaoer.cases.commands import move, run_until, worker
from xiaoer.catalogue.commands import app as address
from xiaoer.clock.commands import app as clock
from xiaoer.demo.commands import demo
from xiaoer.exchange.feed_commands import app as feed
from xiaoer.exchange.mart_commands import app as mart
from xiaoer.indicators.commands import app as indicators
from xiaoer.indicators.log_commands import app as log
from xiaoer.indicators.score_commands import app as score
from xiaoer.packs.commands import app as pack
from xiaoer.process.commands import app as bpmn
from xiaoer.runtime import commands as runtime
from xiaoer.runtime.beside import run_beside

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
pack.command("move")(move)  # cases stand above packs, so packs cannot bring it
app.add_typer(plan, name="plan")
app.add_typer(card, name="card")
app.add_typer(address, name="address")
app.add_typer(pack, name="pack")
app.add_typer(bpmn, name="bpmn")
app.add_typer(clock, name="clock")
app.add_typer(feed, name="feed")
app.add_typer(mart, name="mart")
app.add_typer(indicators, name="indicators")
app.add_typer(score, name="score")
app.add_typer(log, name="log")
app.command()(demo)
app.command()(worker)
runtime.register(app)
run_beside(run_until)  # one machine needs no worker of its own; more may run beside it


@app.callback()
def xiaoer() -> None:
    """店小二：一座城市优化营商环境的操作系统。"""


def main() -> None:
    """Run the command line."""
    app()
