"""The command line: the only place that prints or exits. Commands are imported when they are called."""

import gc
import os
from collections.abc import Mapping
from importlib import import_module
from typing import Any, Final

import click

from argmap import __version__

COMMANDS: Final[Mapping[str, str]] = {
    "validate": "Check that every claim cites words that stand in its source.",
    "render": "Draw figures: argument maps, and where sources agree and disagree.",
    "embed": "Fill the blocks of documents: figures, tables, quotes, numbers.",
    "brief": "Make a briefing from a template: Markdown, a web page, Word, PDF.",
    "watch": "Keep documents and figures up to date while maps are written, with a preview.",
    "compare": "Show where sources agree, where they clash and where they are silent.",
    "stats": "Count what the maps hold: claims, speakers, relations, contested issues.",
    "coders": "Compare two codings of the same articles.",
    "explain": "Explain a rule, or list all of them.",
    "new": "Register an article and start its map; in an empty folder, start a project.",
    "passages": "Print an article by paragraph, with what is cited of it.",
    "quote": "Find words in the sources, and print a citation to paste.",
    "stub": "Print a claim to paste, for words of a source.",
    "sheet": "Print the coding sheet of an issue.",
    "stamp": "Stamp the sources: accept their files as they are now.",
    "schema": "Write the JSON Schemas of the files, for editors.",
}
"""The commands in the order of the help, each with its line there; each is in the module of its name."""

EPILOG: Final = """\b
Examples:
  argmap validate                    check the project in this folder
  argmap render                      draw its figures into figures/
  argmap explain quote-not-found     what a rule means

Shell completion: eval "$(_ARGMAP_COMPLETE=bash_source argmap)" in bash,
zsh_source and fish_source for the others.
"""


class _Commands(click.Group):
    """Finds a command by importing the module of its name."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"argmap.cli.{name}").command
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in the help, without importing the commands."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, context: click.Context, arguments: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if arguments[0] not in COMMANDS:
            from argmap.spelling import alike

            near = alike(arguments[0], COMMANDS)
            context.fail(f"No such command '{arguments[0]}'." + (f" Did you mean '{near}'?" if near else ""))
        return super().resolve_command(context, arguments)


@click.group(cls=_Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="argmap %(version)s")
def main() -> None:
    """Argument maps of sources that disagree: every claim proved by a quote, every stance compared and drawn."""


def run(**options: Any) -> None:
    """The entry point of the program."""
    from argmap.cli.terminal import forgiving

    # Nearly all that a command makes lives until it ends, and the system takes it back then. To look for garbage as
    # often as usual takes a tenth of its time, and to look through all of it once more at the end, another tenth.
    # Plugins of pydantic have no part in reading: to look for them, it looks through all packages.
    gc.set_threshold(1_000_000)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    forgiving()
    try:
        main(**options)
    finally:
        gc.freeze()
