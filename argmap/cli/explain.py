"""`argmap explain`."""

import click

from argmap import briefing, project
from argmap.spelling import alike

RULES = tuple(sorted((*project.RULES, *briefing.RULES), key=lambda rule: rule.name))
"""Every rule of argmap, by name: those of a project, and those of blocks in documents."""


@click.command(
    "explain",
    epilog="""\b
Examples:
  argmap explain
  argmap explain quote-not-found
""",
)
@click.argument("rule", required=False)
def command(rule: str | None) -> None:
    """Explain a rule, or list all of them.

    The rule of a diagnostic stands in brackets: error[quote-not-found].
    """
    rules = {each.name: each for each in RULES}
    if rule is None:
        width = max(map(len, rules))
        for each in RULES:
            click.echo(f"{each.name:<{width}}  {each.severity.value:<7}  {each.summary}")
        return
    if rule not in rules:
        near = alike(rule, rules)
        raise click.BadParameter(
            f"there is no rule '{rule}'." + (f" Did you mean '{near}'?" if near else ""), param_hint="RULE"
        )
    found = rules[rule]
    click.echo(f"{found.name} ({found.severity.value})\n\n{found.explanation.strip()}")
