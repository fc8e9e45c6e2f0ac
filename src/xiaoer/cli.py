"""The `xiaoer` command. Each room brings its own sub-commands; they import what they need late."""

import typer

from xiaoer.campaign.plan_commands import app as plan
from xiaoer.clock.commands import app as clock
from xiaoer.demo.commands import demo
from xiaoer.runtime import commands as runtime

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
app.add_typer(plan, name="plan")
app.add_typer(clock, name="clock")
app.command()(demo)
runtime.register(app)


@app.callback()
def xiaoer() -> None:
    """店小二：一座城市优化营商环境的操作系统。"""


def main() -> None:
    """Run the command line."""
    app()
