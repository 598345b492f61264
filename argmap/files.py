"""The only module that opens files. What cannot be read is a value, not an exception; writes are atomic."""

import codecs
import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from argmap.diagnostics import Diagnostic, Label, Rule, Severity, Subject
from argmap.spelling import alike
from argmap.text import Text

MAP_LIMIT: Final = 5_000_000
SOURCE_LIMIT: Final = 10_000_000
REGISTRY: Final = "seeds/sources.yaml"
CODEBOOK: Final = "maps/codebook.yaml"

UNREADABLE_FILE: Final = Rule(
    "unreadable-file",
    Severity.ERROR,
    """A file cannot be read: it is missing, is no file, or may not be opened.

Names of sources are relative to `seeds/`.
""",
)
NOT_UTF8: Final = Rule(
    "not-utf8",
    Severity.ERROR,
    """A file is not text in UTF-8.

Chinese texts are often in GB18030 or Big5. The help names the likely encoding and how to convert; argmap never
guesses, because a wrong guess would change words that are quoted.
""",
)
FILE_TOO_LARGE: Final = Rule(
    "file-too-large",
    Severity.ERROR,
    """A file is larger than argmap reads: 10 MB for a source, 5 MB for a map.

An article is a few kilobytes. A file of this size is most likely not one.
""",
)
OUTSIDE_SEEDS: Final = Rule(
    "outside-seeds",
    Severity.ERROR,
    """A source's file lies outside the folder `seeds/`, by its name or through a link.

Everything that is quoted stands in the project, so that whoever has the project can check it.
""",
)
RULES: Final = (UNREADABLE_FILE, NOT_UTF8, FILE_TOO_LARGE, OUTSIDE_SEEDS)


class Unread(NamedTuple):
    """Why a file could not be read. `name` is the file as it is shown."""

    name: str
    rule: Rule
    message: str
    help: str = ""

    def diagnostic(self, *labels: Label, source: str | None = None) -> Diagnostic:
        """The same at the places that ask for the file, or at the file itself."""
        at = labels or (Label(Text(self.name, "").place(0, 0)),)
        return Diagnostic(self.rule, self.message, at, help=self.help, subject=Subject(source))


class Blob(NamedTuple):
    """A file's text, and the SHA-256 of its bytes as they are."""

    text: Text
    sha256: str


Read = Blob | Unread


class Listing(NamedTuple):
    """The YAML files of a project as read, by name; sources are read when the registry names them."""

    folder: Path
    registry: Read
    codebook: Read
    maps: Mapping[str, Read]


def project_of(path: Path) -> Path | None:
    """The folder of the project that a path is or lies in: the nearest one upwards with `maps/` or `seeds/`."""
    here = path.resolve()
    for folder in (here, *here.parents):
        if folder.is_dir() and ((folder / REGISTRY).is_file() or (folder / CODEBOOK).is_file()):
            return folder
    for folder in (here, *here.parents):
        if (folder / "maps").is_dir() and (folder / "seeds").is_dir():
            return folder
    return None


def listing(folder: Path, maps: str = "maps") -> Listing:
    """The project's YAML files: registry, codebook, and each map by its file's name; `maps` is the maps' folder."""
    found = {name: read(folder, f"{maps}/{name}", MAP_LIMIT) for name in _maps(folder / maps)}
    return Listing(folder, read(folder, REGISTRY, MAP_LIMIT), read(folder, CODEBOOK, MAP_LIMIT), found)


def written(folder: Path) -> tuple[Path, ...]:
    """The YAML files of a project that are there or have to be, unread."""
    return (folder / REGISTRY, folder / CODEBOOK, *(folder / "maps" / name for name in _maps(folder / "maps")))


def _maps(folder: Path) -> Iterator[str]:
    """The names of the maps in a folder, in order. Hidden files are an editor's, not the author's."""
    try:
        names = sorted(path.name for path in folder.glob("*.y*ml") if path.suffix in (".yaml", ".yml"))
    except OSError:  # the folder went away meanwhile
        names = []
    for name in names:
        if name not in ("codebook.yaml", "codebook.yml") and not name.startswith("."):
            yield name


def source(folder: Path, file: str) -> Read:
    """A source's text; its file must lie in `seeds/`, by name and through links."""
    name = f"seeds/{file}"
    seeds = (folder / "seeds").resolve()
    try:
        outside = Path(file).is_absolute() or not (seeds / file).resolve().is_relative_to(seeds)
    except (OSError, RuntimeError, ValueError):
        # A name that no file can have, or a link that leads to itself.
        return Unread(name, UNREADABLE_FILE, f"{_named(name)} cannot be read", "Correct the file's name.")
    if outside:
        return Unread(
            name,
            OUTSIDE_SEEDS,
            f"`{file}` lies outside `seeds/`",
            "Copy the file into `seeds/` and name it from there.",
        )
    return read(folder, name, SOURCE_LIMIT)


def read(folder: Path, name: str, limit: int) -> Read:
    """A file of the project as text, or why it is none."""
    path = folder / name
    try:
        if not path.is_file():
            problem = "is a folder" if path.is_dir() else "is no file" if path.exists() else "does not exist"
            return Unread(name, UNREADABLE_FILE, f"{_named(name)} {problem}", _alike(path))
        if path.stat().st_size > limit:
            help = "Take out the part that is quoted, and register that."
            return Unread(name, FILE_TOO_LARGE, f"`{name}` is larger than {limit // 1_000_000} MB", help)
        content = path.read_bytes()
    except (OSError, ValueError) as failed:
        reason = failed.strerror if isinstance(failed, OSError) and failed.strerror else str(failed)
        help = "Correct its name, or who may read it."
        return Unread(name, UNREADABLE_FILE, f"{_named(name)} cannot be read: {reason.lower()}", help)
    return decoded(name, content)


def _named(name: str) -> str:
    return f"`{name}`" if len(name) <= 100 else f"`{name[:60]}…`"


def _alike(path: Path) -> str:
    """The file in the same folder that was probably meant."""
    if not path.parent.is_dir():
        return f"There is no folder `{path.parent.name}/` here."
    others = sorted(other.name for other in path.parent.iterdir() if other.is_file())
    near = alike(path.name, others)
    return f"Did you mean `{near}`?" if near else "Put the file there, or correct its name."


def decoded(name: str, content: bytes) -> Read:
    """The text of a file's bytes, which must be UTF-8 and hold no NUL."""
    if b"\x00" in content:
        utf16 = content[:2] in (b"\xff\xfe", b"\xfe\xff")
        help = _conversion(name, "UTF-16") if utf16 else "This looks like a binary file. Extract its text first."
        return Unread(name, NOT_UTF8, f"`{name}` is {'in UTF-16' if utf16 else 'not a text file'}", help)
    try:
        text = content.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as failed:
        return Unread(
            name, NOT_UTF8, f"`{name}` is not UTF-8: byte {failed.start} cannot be read", _likely(name, content)
        )
    return Blob(Text(name, text), hashlib.sha256(content).hexdigest())


def _likely(name: str, content: bytes) -> str:
    """How to convert, with the encoding that gives the most common Chinese characters, if any does."""
    best = max(("gb18030", "big5", "cp1252"), key=lambda encoding: _plausible(content, encoding))
    if not _plausible(content, best):
        return "Save it as UTF-8. If it is no text file, extract its text first."
    return _conversion(name, {"gb18030": "GB18030", "big5": "BIG5", "cp1252": "CP1252"}[best])


def _conversion(name: str, encoding: str) -> str:
    return f"It is probably {encoding}: `iconv -f {encoding} -t UTF-8 {name} > converted.txt`, or save it as UTF-8."


def _plausible(content: bytes, encoding: str) -> float:
    """The share of characters that a text in this encoding would really have; 0 if it cannot be decoded."""
    for cut in range(4):
        try:
            text = content[: 65_536 - cut].decode(encoding)
        except UnicodeDecodeError:
            continue
        common = sum(character.isascii() or character in _COMMON for character in text)
        accents = sum("À" <= character <= "ÿ" for character in text) if encoding == "cp1252" else 0
        return (common + 0.3 * accents) / max(len(text), 1)
    return 0.0


_COMMON: Final = frozenset(
    "的一是不了在人有我他这這個中大来來上国國个到说說们們为為子和你地出道也时時年得就那要下以生会會自着著去之过過家学學对對可里後后小么，。、；：？！“”「」《》（）"
)


def mark_of(folder: Path, name: str) -> str:
    """The byte order mark that a file of the project begins with, or nothing."""
    with (folder / name).open("rb") as file:
        return codecs.BOM_UTF8.decode() if file.read(3) == codecs.BOM_UTF8 else ""


def rewrite(folder: Path, before: Text, after: Text) -> bool:
    """Put a text in the place of the one that was read, byte order mark and all; False if the file changed since."""
    path = (folder / before.name).resolve()
    content = path.read_bytes()
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    if content != mark + before.content.encode():
        return False
    write(path, mark + after.content.encode())
    return True


def content(path: Path) -> bytes | None:
    """A file's bytes, whatever it is; None where there is no file."""
    return path.read_bytes() if path.is_file() else None


def is_locked(path: Path) -> bool:
    """Whether a file is there that may not be written; to put another in its place would go around that."""
    return path.exists() and not (path.stat().st_mode & 0o222 and os.access(path, os.W_OK))


def write(path: Path, content: bytes) -> bool:
    """Put a file's content in place at once, whole or not at all; False if it was the same already."""
    if path.is_file() and path.read_bytes() == content:
        return False
    import tempfile  # only writing needs it, and it takes its time

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)  # it is there no more once it has taken the file's place
    return True


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
