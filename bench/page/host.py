"""The page that everything is measured on: an app's list of invoices, 5,000 elements, with a style sheet as apps have them.

`/?with=NAME` has the adapter of that name in it, and its style sheet; `/?site=NAME` has the script tag of ours, with that site's key.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

ELEMENTS = 5_000
OUT = Path(os.environ.get("BENCH_OUT", "."))
TAGS: dict[str, str] = json.loads(os.environ.get("BENCH_TAGS", "{}"))

NAV = "".join(f"<li><a href='#{n}'><span class=icon></span>Section {n}</a></li>" for n in range(24))
HEAD = "".join(f"<th{' id=third' if n == 4 else ''}><button>Column {n}</button></th>" for n in range(8))
TOP = f"""<header class=top><a class=brand href="#">Acme</a><nav aria-label=Main><ul>{NAV}</ul></nav></header>
<main class=page><h1>Invoices</h1>
<div class=bar><button id=first class="button primary">New invoice</button> <input id=second aria-label=Search>
<button id=toggle class=button>Mark all</button></div>
<table class=list><thead><tr>{HEAD}</tr></thead><tbody>"""
ROW = "<tr class=row><td><input type=checkbox aria-label=Pick></td><td><a href='#{n}'>INV-{n}</a></td>" + (
    "<td class=cell><span class=badge>Sent</span></td><td class=cell>Ada</td><td class=cell>12 May</td>"
    "<td class=amount data-testid=amount-{n}><span>1,200</span> <small>NOK</small></td><td><button class=button>Open</button></td></tr>"
)
END = "</tbody></table></main>"

STYLES = """
:root { --ink: #1b1f24; --line: #d8dee4; --accent: #0969da; --gap: 8px }
*, *::before, *::after { box-sizing: border-box }
body { margin: 0; font: 14px/1.5 system-ui, sans-serif; color: var(--ink) }
.top { display: flex; gap: var(--gap); padding: 8px 16px; border-bottom: 1px solid var(--line) }
.top nav ul { display: flex; flex-wrap: wrap; gap: 4px; list-style: none; margin: 0; padding: 0 }
.top nav a { display: flex; align-items: center; gap: 4px; color: inherit; text-decoration: none }
.top nav a:hover, .list a:hover { text-decoration: underline }
.icon { inline-size: 12px; block-size: 12px; border-radius: 3px; background: var(--line) }
.page { max-width: 1200px; margin: 0 auto; padding: 16px }
.bar { display: flex; gap: var(--gap); margin-bottom: 16px }
.button { font: inherit; padding: 4px 12px; border: 1px solid var(--line); border-radius: 6px; background: #fff }
.button:hover { border-color: var(--accent) } .button.primary { background: var(--accent); color: #fff }
.list { inline-size: 100%; border-collapse: collapse }
.list th, .list td { padding: 6px 8px; text-align: start; border-bottom: 1px solid var(--line) }
.list tbody tr:nth-child(even) { background: #f6f8fa } .list tr:hover td { background: #eef4fb }
.list .row.marked > td { font-weight: 600 } .list .row.marked .badge { background: #dafbe1 }
.badge { padding: 2px 8px; border-radius: 99px; background: #ddf4ff } .amount { font-variant-numeric: tabular-nums }
.bare { position: fixed; inset: 0 auto auto 0; inline-size: 320px; padding: 16px; background: #fff; border-radius: 12px;
  box-shadow: 0 8px 32px rgb(0 0 0 / .2) }
@media (prefers-reduced-motion: reduce) {
  *, *::before, *::after { animation: none !important; transition: none !important; scroll-behavior: auto !important }
}
""" + "\n".join(
    f".part-{n} .kind-{n} > .word-{n}, .page .tone-{n}:not(.plain) {{ color: #{n:03x} }}" for n in range(300)
)

SCRIPT = """
document.getElementById("toggle").addEventListener("click", () => {
  for (const row of document.querySelectorAll(".row:nth-child(-n+80)")) row.classList.toggle("marked");
});
"""


def count_elements(markup: str) -> int:
    return markup.count("<") - markup.count("</")


def make_body() -> str:
    """Exactly that many elements: rows, and single ones at the end."""
    rows: list[str] = []
    left = ELEMENTS - count_elements(TOP)
    each = count_elements(ROW)
    rows += [ROW.format(n=n) for n in range(left // each)]
    return TOP + "".join(rows) + END + "<i></i>" * (left % each)


BODY = make_body()


async def page(request: Request) -> Response:
    name = request.query_params.get("with", "")
    ours = TAGS.get(request.query_params.get("site", ""), "")
    adapter = f"<link rel=stylesheet href=/{name}.css><script src=/{name}.js></script>" if name else ""
    return HTMLResponse(
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>Invoices</title><link rel=icon href=data:,>"
        f"<link rel=stylesheet href=/host.css>{ours}</head><body>{BODY}<script>{SCRIPT}</script>"
        f"<script src=/eye.js></script>{adapter}</body></html>"
    )


async def styles(_request: Request) -> Response:
    return Response(STYLES, media_type="text/css")


async def built(request: Request) -> Response:
    path = OUT / request.path_params["name"]
    empty = Response("", media_type="text/css")
    return FileResponse(path) if path.is_file() else empty


async def nothing(_request: Request) -> Response:
    return HTMLResponse("<!doctype html><title>Elsewhere</title>")


app = Starlette(
    routes=[Route("/", page), Route("/host.css", styles), Route("/nothing", nothing), Route("/{name}", built)]
)
