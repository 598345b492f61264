"""The rules about the writing of a YAML file, whatever it says."""

from argmap.diagnostics import Rule, Severity

YAML_SYNTAX = Rule(
    "yaml-syntax",
    Severity.ERROR,
    """A file must be YAML.

Most mistakes are unquoted texts: a text that holds a colon and a space, or begins with a mark that means
something in YAML, belongs in quotes. A colon after a key needs a space. Indentation is spaces, never tabs, and
siblings begin in the same column. Control characters are not allowed, nor is half of a surrogate pair.

Bad:

```yaml
text: Macron: Europe is late
```

Good:

```yaml
text: "Macron: Europe is late"
```
""",
)

DUPLICATE_KEY = Rule(
    "duplicate-key",
    Severity.ERROR,
    """A key stands only once in its mapping.

YAML readers keep one of the two without a word, and half of the work is lost. Two quotes of one claim are a list.

Bad:

```yaml
quote: 政府的过度监管
quote: AI投资不足
```

Good:

```yaml
quote:
  - 政府的过度监管
  - AI投资不足
```
""",
)

ALIAS_OR_TAG = Rule(
    "alias-or-tag",
    Severity.ERROR,
    """Anchors, aliases, merge keys, tags and directives are not part of the format.

A map is read by people: what it says stands where it is said. An unquoted text cannot begin with `&`, `*` or
`!`, either.

Bad:

```yaml
first: &same
  speaker: macron
second: *same
```

Good:

```yaml
first:
  speaker: macron
second:
  speaker: macron
```
""",
)

TOO_DEEP = Rule(
    "too-deep",
    Severity.ERROR,
    """Lists and mappings are not nested deeper than 64 levels.

No file of the format comes near that, and a file made to exhaust a reader is refused at once.

Bad:

```yaml
quote: [[[[[[[[ and so on, 65 times
```

Good:

```yaml
quote: [a, b]
```
""",
)

SEVERAL_DOCUMENTS = Rule(
    "several-documents",
    Severity.ERROR,
    """A file holds one document.

A second `---` begins another document, which nothing would read. One at the very top is allowed.

Bad:

```yaml
source: huanqiu
---
claims: {}
```

Good:

```yaml
source: huanqiu
claims: {}
```
""",
)

NOT_A_MAPPING = Rule(
    "not-a-mapping",
    Severity.ERROR,
    """A file is a mapping: keys with values.

A list or a single text has no keys to say what it is.

Bad:

```yaml
- huanqiu
```

Good:

```yaml
source: huanqiu
```
""",
)

EMPTY_FILE = Rule(
    "empty-file",
    Severity.ERROR,
    """A file says something.

There is nothing here but comments or blank lines. Fill the file or remove it.

Bad:

```yaml
# to be written
```

Good:

```yaml
source: huanqiu
```
""",
)

KEY_NOT_TEXT = Rule(
    "key-not-text",
    Severity.ERROR,
    """A key is a text.

A list, a mapping or nothing at all cannot be a key.

Bad:

```yaml
[huanqiu, tencent]: support
```

Good:

```yaml
huanqiu: support
tencent: support
```
""",
)

FULLWIDTH_SYNTAX = Rule(
    "fullwidth-syntax",
    Severity.ERROR,
    """YAML's own marks are half-width.

A Chinese input method writes `：`, `，` and a full-width space where `: `, `, ` and spaces are meant. YAML takes
them as letters, so that a key and its value become one text. In texts they are welcome.

Bad:

```yaml
quote：政府的过度监管
```

Good:

```yaml
quote: 他说：政府监管过度
```
""",
)

COMMENT_ENDS_VALUE = Rule(
    "comment-ends-value",
    Severity.WARNING,
    """A `#` after a space ends an unquoted text.

What follows is a comment. If it belongs to the text, put the text in quotes; if it is a comment, put it on a line
of its own. Only texts are looked at: comments behind ids, dates and stances are fine.

Bad:

```yaml
quote: We are # 1 in Europe
```

Good:

```yaml
quote: "We are # 1 in Europe"
```
""",
)

COMMA_ENDS_TEXT = Rule(
    "comma-ends-text",
    Severity.ERROR,
    """A comma ends an unquoted text between braces.

What follows the comma is read as the next key, one without a value. Put the text in quotes. A full-width comma
ends nothing.

Bad:

```yaml
text: {en: Europe lags, and badly}
```

Good:

```yaml
text: {en: "Europe lags, and badly"}
```
""",
)

RULES: tuple[Rule, ...] = (
    YAML_SYNTAX,
    DUPLICATE_KEY,
    ALIAS_OR_TAG,
    TOO_DEEP,
    SEVERAL_DOCUMENTS,
    NOT_A_MAPPING,
    EMPTY_FILE,
    KEY_NOT_TEXT,
    FULLWIDTH_SYNTAX,
    COMMENT_ENDS_VALUE,
    COMMA_ENDS_TEXT,
)
