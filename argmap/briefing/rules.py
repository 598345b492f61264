"""What must hold of the blocks in a document, and of the templates of documents."""

from typing import Final

from argmap.diagnostics import Rule, Severity

UNKNOWN_DIRECTIVE: Final = Rule(
    "embed-unknown-directive",
    Severity.ERROR,
    """The first word of a block says what it is filled with: a figure, a table, quotes, a number.

`argmap embed --help` lists the words.

Bad:

```html
<!-- argmap: matrx -->
<!-- /argmap -->
```

Good:

```html
<!-- argmap: matrix -->
<!-- /argmap -->
```
""",
)
BAD_ARGUMENT: Final = Rule(
    "embed-bad-argument",
    Severity.ERROR,
    """What a block is told must be something that it knows, and name what there is.

Arguments are written `name=value`, or `name="a value"` where it has spaces; several ids stand in one value with
commas between them, or the argument is repeated. They are the words of the command line: `source`, `issue`, `lang`,
`format`, `theme`. The message says which part cannot be: an unknown argument, an id that is in no file, a value
that is none of the choices, something that is missing.

Bad:

```html
<!-- argmap: versus source=huanqiu -->
<!-- /argmap -->
```

Good:

```html
<!-- argmap: versus source=huanqiu,gba -->
<!-- /argmap -->
```
""",
)
UNCLOSED_BLOCK: Final = Rule(
    "embed-unclosed-block",
    Severity.ERROR,
    """A block that begins with `<!-- argmap: … -->` ends with `<!-- /argmap -->`.

Without its end nobody knows how much of the document is argmap's to write, so nothing is written.
""",
)
NESTED_BLOCK: Final = Rule(
    "embed-nested-block",
    Severity.ERROR,
    """No block begins inside another one.

What stands between the markers is written anew each time; a block in there would be lost. Most often the end of the
first one is missing.
""",
)
STRAY_END: Final = Rule(
    "embed-stray-end",
    Severity.ERROR,
    """The marker `<!-- /argmap -->` ends a block that was begun.

Remove it, or put back the marker that it belongs to. A block that is commented out as a whole leaves its end
behind, because a comment ends at the first `-->`.
""",
)
BAD_MARKER: Final = Rule(
    "embed-bad-marker",
    Severity.ERROR,
    """A marker is written `<!-- argmap: directive name=value -->`, with the colon and in small letters.

What is nearly one would do nothing without a word.

Bad:

```html
<!-- argmap matrix -->
```

Good:

```html
<!-- argmap: matrix -->
```
""",
)
FOREIGN_COMMENT: Final = Rule(
    "embed-foreign-comment",
    Severity.ERROR,
    """A comment that argmap did not write stands inside a block.

argmap writes none, and fills its blocks anew each time, so the comment would be lost; it may be the marker of
another tool. Move it out of the block.
""",
)
MISPLACED_BLOCK: Final = Rule(
    "embed-misplaced-block",
    Severity.ERROR,
    """A block stands where what it is filled with is text.

In Markdown, lines that are indented by four columns or more after a blank line are code. A block that is indented so
far can stand there empty, but its content would not be what was meant. Indent it less, or give it blank lines around.
""",
)
TEMPLATE_SYNTAX: Final = Rule(
    "template-syntax",
    Severity.ERROR,
    """A template of `argmap brief` is Jinja2: `{{ … }}` prints a value, `{% … %}` repeats and chooses.

Bad:

```jinja
{% for source in sources %}
- {{ source.credit }
```

Good:

```jinja
{% for source in sources %}
- {{ source.credit }}
{% endfor %}
```
""",
)
TEMPLATE_NAME: Final = Rule(
    "template-unknown-name",
    Severity.ERROR,
    """A template names only what there is: an unknown name prints nothing, and would go unnoticed.

`argmap brief --help` lists the functions and values.
""",
)
TEMPLATE_ARGUMENT: Final = Rule(
    "template-bad-argument",
    Severity.ERROR,
    """What a function of a template is told must be something that it knows, and name what there is.

Bad:

```jinja
{{ versus("huanqiu") }}
```

Good:

```jinja
{{ versus("huanqiu", "gba") }}
```
""",
)
TEMPLATE_FILE: Final = Rule(
    "template-missing-file",
    Severity.ERROR,
    """A template includes files of its own folder, and no others.

A template that somebody sends must not be able to print files of the machine that it is filled in on.
""",
)
TEMPLATE_FORBIDDEN: Final = Rule(
    "template-forbidden",
    Severity.ERROR,
    """A template works with the values it is given, and reaches no further: not into Python, not into files.

Names that begin with an underscore, and what would change a value, are closed to it.
""",
)
TEMPLATE_FAILED: Final = Rule(
    "template-failed",
    Severity.ERROR,
    """An expression of a template has no value: it divides by zero, adds a text to a number, includes itself.
""",
)
TEMPLATE_MISPLACED: Final = Rule(
    "template-misplaced",
    Severity.ERROR,
    """A call of a template stands where what it gives cannot be shown.

Code, comments and attributes of tags are text alone. Headings and cells of tables hold numbers, quotes and footnotes,
but no figures, tables and lists.

Bad:

```jinja
## {{ figure("matrix") }}
```

Good:

```jinja
## Where they stand

{{ figure("matrix") }}
```
""",
)
TEMPLATE_FOREIGN: Final = Rule(
    "template-foreign",
    Severity.ERROR,
    """Word, PDF and pages from Markdown hold figures of argmap's alone, and no raw code of typst or Word.

They are to be made without reading any file that the template names, and to load nothing when they are opened. A
Markdown document, and a page from an HTML template, can name pictures of your own.
""",
)
RULES: Final = (
    BAD_ARGUMENT,
    BAD_MARKER,
    FOREIGN_COMMENT,
    MISPLACED_BLOCK,
    NESTED_BLOCK,
    STRAY_END,
    TEMPLATE_ARGUMENT,
    TEMPLATE_FAILED,
    TEMPLATE_FILE,
    TEMPLATE_FORBIDDEN,
    TEMPLATE_FOREIGN,
    TEMPLATE_MISPLACED,
    TEMPLATE_NAME,
    TEMPLATE_SYNTAX,
    UNCLOSED_BLOCK,
    UNKNOWN_DIRECTIVE,
)
