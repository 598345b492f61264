"""The pages of the preview."""

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from markupsafe import Markup

from argmap.briefing import pandoc
from argmap.gallery.page import GENERATOR
from argmap.templating import render, resource
from argmap.watching.shelf import Entry

LIVE: Final = "/-/live.js"
"""The address of the script that lets a page come anew."""
NEWS: Final = "/-/news"
"""The address that tells a page's version, and each new one."""
_PICTURES: Final = (".svg", ".png")
_OWN: Final = f'<meta name="generator" content="{GENERATOR}">'.encode()
_POLICY: Final = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')
_END: Final = re.compile(rb"</body\s*>(?!.*</body\s*>)", re.IGNORECASE | re.DOTALL)


def of_markdown(name: str, text: str, pictures: Sequence[str]) -> str:
    """A Markdown document as a page; without pandoc, its pictures and its text."""
    body = None
    note = ""
    try:
        body = Markup(pandoc.page(text))
    except pandoc.Missing:
        note = "Without pandoc this is the text as it stands: pip install 'argmap[brief]'"
    except pandoc.Failed as failed:
        note = str(failed)
    return render(
        "watch-document.html.j2",
        name=name,
        text=text,
        body=body,
        note=note,
        pictures=[quote(each) for each in pictures],
    )


def overview(entries: Sequence[Entry], report: str, version: str) -> bytes:
    """The page that lists everything, with its state, and says what there is to say of the project."""
    things = [
        {
            "name": entry.name,
            "page": quote(entry.page),
            "shown": entry.page in entry.content,
            "state": entry.state,
            "problem": entry.problem,
            "pictures": [_picture(each) for each in entry.content if each.endswith(_PICTURES)],
        }
        for entry in entries
    ]
    page = render("watch.html.j2", things=things, report=report)
    return live(page.encode(), version, "")


def _picture(address: str) -> dict[str, str]:
    return {"address": quote(address), "name": address.rpartition("/")[2]}


def live(page: bytes, version: str, problem: str) -> bytes:
    """The page with what lets it come anew, and a word on its state if it is not as its files are."""
    if _OWN in page:
        # The index of a folder of figures runs no script; here it has to run one.
        page = _POLICY.sub(resource("watch-policy.html").encode(), page)
    end = _END.search(page)
    at = end.start() if end else len(page)
    added = render("watch-live.html.j2", script=LIVE, news=NEWS, version=version, problem=problem, shown=bool(page))
    return page[:at] + added.encode() + page[at:]
