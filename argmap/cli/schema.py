"""`argmap schema`."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import click

from argmap.cli.terminal import writable
from argmap.files import write
from argmap.schema import ArgumentMap, Codebook, Registry, Written

KINDS: Final[Mapping[str, type[Written]]] = {"sources": Registry, "codebook": Codebook, "map": ArgumentMap}


@click.command(
    "schema",
    epilog="""\b
Examples:
  argmap schema map > map.json
  argmap schema -o docs/schema

An editor that knows the YAML language server completes keys and stances when
the file begins with
  # yaml-language-server: $schema=../docs/schema/map.json
""",
)
@click.argument("kind", type=click.Choice(list(KINDS)), required=False)
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), help="Write all kinds into a folder.")
def command(kind: str | None, output: Path | None) -> None:
    """Write the JSON Schemas of the files, for editors.

    KIND is one of sources (the registry), codebook and map.
    """
    if output is None and kind is None:
        raise click.UsageError("Name a KIND to print its schema, or a folder with -o to write all of them.")
    for name in [kind] if kind else KINDS:
        text = schema(name)
        if output is None:
            click.echo(text, nl=False)
        else:
            with writable(output):
                write(output / f"{name}.json", text.encode())
            click.echo(f"{output / name}.json")


def schema(kind: str) -> str:
    """The JSON Schema of a kind of file, as text."""
    made = KINDS[kind].model_json_schema(mode="validation")
    made["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(made, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
