"""A notebook with everything that notebooks hold, whole and broken."""

from __future__ import annotations

import base64
import io
from typing import Any

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell
from PIL import Image

MARKDOWN = r"""# A general notebook

Intro with *emphasis*, **strong**, `code`, [a link](https://example.org/a_b?c=d#e), [inner](#Deeper-still),
https://jobsdz.com/jobs and $E=mc^2$; costs $5 and $10. H<sub>2</sub>O, <b>bold</b>, a &amp; b.
#not [markup] #import "x": * $ @ref \ = heading? ~ `raw` // comment /* x */ #sys.inputs

### A skipped level

- one
  1. deep
- [x] done

> A quote

| left | right |
|:-----|------:|
| a | 1.5 |
| سلام | 2 |

```python
def hello(name: str) -> str:
    return f"hi {name}"  # comment
```

---

$$\int_0^1 x^2 dx$$

![remote](https://example.com/pic.png) and ![attached](attachment:a.png)

###### Deeper still

نص عربي داخل تقرير إنجليزي مع كلمة English في الوسط.

A note[^1].

[^1]: The note.

<div><p>An HTML block</p><script>alert(1)</script><table><tr><th>k</th><td>v</td></tr></table></div>
"""

CHARACTERS = (
    "\x00\x07\x1b bidi \u202egnp.exe\u202c zalgo z\u0337\u0322\u031b\u0353\u032f\u031d \ud83d lone "
    "emoji \U0001f60a \U0001f469\U0001f3fd\u200d\U0001f4bb \U0001f1e9\U0001f1ff ❤\ufe0f 1\ufe0f\u20e3 "
    "中文 עברית हिन्दी 𝗯𝗼𝗹𝗱 ﬁ → ∑ tab\tx \ufeff soft\u00adhyphen \ue000 \uffff"
)

DATAFRAME = """<div><style scoped>.dataframe {}</style><table border="1" class="dataframe"><thead>
<tr><th></th><th>year</th><th colspan="2" halign="left">2025</th><th colspan="2" halign="left">2026</th></tr>
<tr><th></th><th>month</th><th>jan</th><th>feb</th><th>jan</th><th>feb</th></tr>
<tr><th>city</th><th>kind</th><th></th><th></th><th></th><th></th></tr></thead><tbody>
<tr><th rowspan="2" valign="top">Alger</th><th>p</th><td>0</td><td>1</td><td>2</td><td>3</td></tr>
<tr><th>q</th><td>6</td><td>7</td><td>8</td><td>9.5</td></tr></tbody></table></div>"""

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="200" height="80" '
    'viewBox="0 0 200 80"><script>alert(1)</script><circle cx="40" cy="40" r="30" fill="teal"/>'
    '<image xlink:href="file:///etc/hostname" width="10" height="10"/><text x="80" y="45">Hello</text></svg>'
)


def picture(kind: str = "PNG", size: tuple[int, int] = (120, 60)) -> str:
    """A plain picture, in base64 as notebooks keep it."""
    buffer = io.BytesIO()
    Image.new("RGB", size, (15, 92, 99)).save(buffer, kind)
    return base64.b64encode(buffer.getvalue()).decode()


def table(rows: int, columns: int) -> str:
    """An HTML table like a DataFrame's."""
    head = "".join(f"<th>column_{c}</th>" for c in range(columns))
    body = "".join(f"<tr><th>{r}</th>" + f"<td>{r}.25</td>" * columns + "</tr>" for r in range(rows))
    return f"<table><thead><tr><th></th>{head}</tr></thead><tbody>{body}</tbody></table>"


def shown(data: dict[str, Any], metadata: dict[str, Any] | None = None) -> Any:
    """A display output."""
    return new_output("display_data", data=data, metadata=metadata or {})


def code(*outputs: Any, source: str = "x = 1", **metadata: Any) -> Any:
    """A code cell with outputs."""
    return new_code_cell(source, outputs=list(outputs), metadata=metadata)


def notebook(*cells: Any, **metadata: Any) -> Any:
    """A notebook with the cell ids of its order, so that it is the same each time."""
    nb = new_notebook(cells=list(cells), metadata=metadata)
    for at, cell in enumerate(nb.cells):
        cell["id"] = f"cell-{at}"
    return nb


def everything() -> Any:
    """All kinds of cells and outputs at once."""
    trace = ["\x1b[0;31mValueError\x1b[0m  Traceback (most recent call last)", "\x1b[0;31mValueError\x1b[0m: bad"]
    return notebook(
        new_markdown_cell(MARKDOWN, attachments={"a.png": {"image/png": picture()}}),
        code(
            new_output("stream", name="stdout", text="1\n\x1b[1;31mred\x1b[0m\nprogress 10%\rprogress 100%\n"),
            new_output("error", ename="ValueError", evalue="bad", traceback=trace),
            source="%matplotlib inline\nfor i in range(3):\n    print('" + "long " * 60 + "a" * 300 + "')",
        ),
        code(shown({"text/html": DATAFRAME, "text/plain": "df"})),
        code(shown({"text/html": table(4, 30)}), shown({"text/html": table(90, 2)})),
        code(
            shown({"image/png": picture()}),
            shown({"image/png": picture(size=(3000, 300))}),
            shown({"image/png": picture(size=(200, 3000))}),
            shown({"image/jpeg": picture("JPEG")}, {"image/jpeg": {"width": 100, "alt": "A square"}}),
            shown({"image/svg+xml": SVG}),
        ),
        code(
            shown({"image/png": "not base64!!", "text/plain": "in its place"}),
            shown({"image/png": base64.b64encode(b"\x89PNG\r\n\x1a\nbroken").decode()}),
            shown({"image/svg+xml": "<svg><oops"}),
            shown({"application/x-unknown": "?"}),
            shown({"application/vnd.jupyter.widget-view+json": {"model_id": "x"}, "text/plain": "HBox()"}),
            shown({"text/latex": r"$$\alpha$$"}),
            shown({"text/markdown": "**md** output"}),
            shown({"application/json": {"a": [1, 2]}}),
        ),
        new_raw_cell("raw *text*"),
        new_markdown_cell("Characters: " + CHARACTERS),
        new_markdown_cell("x" * 100_000),
        kernelspec={"language": "python", "name": "python3", "display_name": "Python 3"},
    )
