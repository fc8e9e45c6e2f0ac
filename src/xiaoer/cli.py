"""The `xiaoer` command. Each room adds its own sub-commands in `<room>/commands.py`."""

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def xiaoer() -> None:
    """The operating system of a city's business-environment programme."""


def main() -> None:
    """Run the command line."""
    app()
