r"""LaTeX formulas as trees that the template draws: fractions, roots, matrices, accents, as data.

**Why our own reader:** the template draws data and never reads source, so a LaTeX-to-Typst converter is no way in;
drawing with matplotlib would cost 60 MB and half a second. What notebooks write in formulas is a small language (of
1074 formulas in the notebooks that other projects ship, 1073 are read). What is not known here, such as macros of one's
own, leaves the whole formula as its source, never half of it.

A tree is a dictionary: ``f`` names the drawing (``row``, ``sign``, ``frac`` ...), the rest are its parts.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Final

from workbook.export import latex_names as names

Tree = dict[str, Any]

_DEEPEST: Final = 40
_LONGEST: Final = 6000
_TOKEN = re.compile(r"\\(?:[a-zA-Z]+\*?|.)|%[^\n]*|\d+(?:\.\d+)?|\s+|.", re.DOTALL)


class Unreadable(ValueError):
    """The formula holds something that is not known here."""


def tree(source: str) -> Tree | None:
    """Return the tree of a LaTeX formula, or ``None`` when any part of it is not known."""
    if len(source) > _LONGEST:
        return None
    try:
        reader = _Reader(source)
        rows = reader.rows("")
    except (Unreadable, RecursionError):
        return None
    if not any(part["c"] for row in rows for part in row):
        return None
    return rows[0][0] if len(rows) == 1 and len(rows[0]) == 1 else {"f": "lines", "rows": rows}


def _row(parts: list[Tree]) -> Tree:
    return {"f": "row", "c": parts}


class _Reader:
    def __init__(self, source: str) -> None:
        found = _TOKEN.findall(source)
        self.tokens = [token for token in found if not token.startswith("%") or token == "%"]
        self.at = 0
        self.depth = 0

    # ------------------------------------------------------------ tokens

    def peek(self, spaces: bool = False) -> str:
        while not spaces and self.at < len(self.tokens) and self.tokens[self.at].isspace():
            self.at += 1
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def next(self, spaces: bool = False) -> str:
        token = self.peek(spaces)
        if not token:
            raise Unreadable("ends too early")
        self.at += 1
        return token

    def raw_group(self) -> str:
        """Return the source of ``{...}`` as it stands."""
        if self.next() != "{":
            raise Unreadable("no group")
        depth = 1
        out: list[str] = []
        while True:
            token = self.next(spaces=True)
            depth += (token == "{") - (token == "}")
            if not depth:
                return "".join(out)
            out.append(token)

    def option(self) -> str:
        """Return the source of ``[...]``, or nothing."""
        if self.peek() != "[":
            return ""
        self.next()
        out = []
        while (token := self.next(spaces=True)) != "]":
            out.append(token)
        return "".join(out)

    # ------------------------------------------------------------ rows and groups

    def rows(self, end: str) -> list[list[Tree]]:
        """Read lines of cells up to the end of the environment *end*, or of the source."""
        rows: list[list[Tree]] = [[]]
        while True:
            rows[-1].append(self.row({"&", "\\\\", "\\end", "\\cr"}))
            token = self.peek()
            if not token or token == "\\end":
                if bool(token) != bool(end):
                    raise Unreadable("begin and end do not meet")
                if token:
                    self.next()
                    if self.raw_group().strip() != end:
                        raise Unreadable("begin and end do not meet")
                break
            self.next()
            if token != "&":
                self.option()
                rows.append([])
        if len(rows) > 1 and not any(cell["c"] for cell in rows[-1]):
            rows.pop()
        return rows

    def row(self, stops: set[str]) -> Tree:
        """Read to one of *stops* (left unread), the end, or the close of the group around."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise Unreadable("too deep")
        parts: list[Tree] = []
        while (token := self.peek()) and token not in stops:
            if token in {"}", "\\right", "&", "\\\\"}:
                raise Unreadable(f"unexpected {token}")
            if token in {"\\over", "\\choose", "\\atop"}:
                self.next()
                kind = {"\\over": "frac", "\\choose": "binom", "\\atop": "binom"}[token]
                if token == "\\atop":
                    raise Unreadable("atop")
                parts = [{"f": kind, "a": _row(parts), "b": self.row(stops)}]
                continue
            if token[1:] in names.DECLARED and token[0] == "\\":
                self.next()
                parts.append({"f": "style", "what": names.STYLES[token[1:]], "a": self.row(stops)})
                continue
            parts.extend(self.scripts())
        self.depth -= 1
        return _row(parts)

    def group(self) -> Tree:
        """Read what a command takes: ``{...}`` or one sign."""
        if self.peek() == "{":
            self.next()
            inside = self.row({"}"})
            if self.next() != "}":
                raise Unreadable("open group")
            return inside
        token = self.peek()
        if token[:1].isdigit() and len(token) > 1:
            # One digit alone belongs to the command: \\frac12 is one half.
            self.tokens[self.at : self.at + 1] = [token[0], token[1:]]
        return _row(self.atom())

    def scripts(self) -> list[Tree]:
        """Read one piece with what stands above and below it."""
        if self.peek() in {"^", "_"}:
            base: list[Tree] = [{"f": "text", "t": ""}]
        else:
            base = self.atom()
        above: list[Tree] = []
        below: list[Tree] = []
        stacked = False
        while (token := self.peek()) in {"^", "_", "'", "\\limits", "\\nolimits", "\\displaylimits"}:
            self.next()
            if token == "'":
                above.append({"f": "sign", "t": "′"})
            elif token == "\\limits":
                stacked = True
            elif token in {"^", "_"}:
                (above if token == "^" else below).append(self.group())
        if not (above or below) or not base:
            return base
        node: Tree = {"f": "attach", "a": _row(base[-1:]), "stacked": stacked}
        if above:
            node["t"] = _row(above)
        if below:
            node["b"] = _row(below)
        return [*base[:-1], node]

    # ------------------------------------------------------------ pieces

    def atom(self) -> list[Tree]:
        token = self.next()
        if token == "{":
            self.at -= 1
            return [self.group()]
        if token[0] == "\\" and len(token) > 1:
            return self.command(token[1:])
        if token == "~":
            return [{"f": "space", "w": 0.33}]
        if token[0].isdigit():
            return [{"f": "text", "t": token}]
        if token in "$#&}":
            raise Unreadable(f"unexpected {token}")
        if not token.isascii() and unicodedata.category(token)[0] == "M":
            raise Unreadable("a mark alone")
        if unicodedata.category(token) == "Lo":
            return [{"f": "text", "t": token}]
        return [{"f": "sign", "t": names.ASCII.get(token, token)}]

    def command(self, name: str) -> list[Tree]:
        plain = name.rstrip("*")
        if name in names.signs():
            return [{"f": "sign", "t": names.signs()[name]}]
        if name in names.SPACES:
            return [{"f": "space", "w": names.SPACES[name]}]
        if name in "{}%$#&_|":
            return [{"f": "sign", "t": "‖" if name == "|" else name}]
        if name in names.FUNCTIONS or name in names.LIMITS or name in names.TWO_WORDS:
            return [
                {
                    "f": "op",
                    "t": names.TWO_WORDS.get(name, name),
                    "limits": name in names.LIMITS or name in names.TWO_WORDS,
                }
            ]
        if name in names.NOTHING:
            return []
        if name in {"LaTeX", "TeX"}:
            return [{"f": "words", "t": name}]
        if name in names.TEXTS:
            return self.text(name)
        if name in names.STYLES:
            return [{"f": "style", "what": names.STYLES[name], "a": self.group()}]
        if name in names.ACCENTS:
            return [{"f": "accent", "what": names.ACCENTS[name], "a": self.group()}]
        if name in names.LINES:
            return [self.line(name)]
        if name in names.GROUPED:
            inside = self.group()
            return [{"f": "box", "a": inside}] if name in {"boxed", "fbox"} else [inside]
        if name in names.ARROWS:
            return [self.arrow(name)]
        if plain == "operatorname":
            return [{"f": "op", "t": _letters(self.raw_group()), "limits": name != plain}]
        special = getattr(self, f"on_{plain}", None)
        if special is None:
            raise Unreadable(name)
        out: list[Tree] = special()
        return out

    def text(self, name: str) -> list[Tree]:
        source = self.raw_group()
        out: list[Tree] = []
        for at, part in enumerate(source.split("$")):
            if at % 2:
                inside = tree(part)
                if inside is None:
                    raise Unreadable("text")
                out.append(inside)
            elif part:
                words = re.sub(r"\\([%&#_$ ,])", r"\1", part.replace("~", " "))
                if "\\" in words or "{" in words:
                    raise Unreadable("text")
                ends = [{"f": "space", "w": 0.25}] if words.strip() else []
                out.extend(ends if words[0] == " " else [])
                out.append({"f": "words", "t": words.strip()})
                out.extend(ends if words[-1] == " " else [])
        return [{"f": "style", "what": "bold", "a": _row(out)}] if name == "textbf" else out

    def line(self, name: str) -> Tree:
        node: Tree = {"f": "line", "what": name, "a": self.group()}
        if name not in {"overline", "underline"} and self.peek() in {"^", "_"}:
            self.next()
            node["n"] = self.group()
        return node

    def arrow(self, name: str) -> Tree:
        below = self.option()
        node: Tree = {
            "f": "attach",
            "stacked": True,
            "a": _row([{"f": "stretch", "t": names.ARROWS[name]}]),
            "t": self.group(),
        }
        if below:
            inside = tree(below)
            if inside is None:
                raise Unreadable(below)
            node["b"] = inside
        return node

    def fraction(self) -> list[Tree]:
        return [{"f": "frac", "a": self.group(), "b": self.group()}]

    on_frac = on_dfrac = on_tfrac = on_cfrac = fraction

    def on_binom(self) -> list[Tree]:
        return [{"f": "binom", "a": self.group(), "b": self.group()}]

    on_dbinom = on_tbinom = on_binom

    def on_sqrt(self) -> list[Tree]:
        index = self.option()
        node: Tree = {"f": "root", "a": self.group()}
        if index:
            inside = tree(index)
            if inside is None:
                raise Unreadable(index)
            node["n"] = inside
        return [node]

    def on_overset(self) -> list[Tree]:
        above = self.group()
        return [{"f": "attach", "stacked": True, "a": self.group(), "t": above}]

    on_stackrel = on_overset

    def on_underset(self) -> list[Tree]:
        below = self.group()
        return [{"f": "attach", "stacked": True, "a": self.group(), "b": below}]

    def on_substack(self) -> list[Tree]:
        reader = _Reader(self.raw_group())
        return [{"f": "mat", "l": "", "r": "", "rows": reader.rows("")}]

    def on_not(self) -> list[Tree]:
        (base,) = self.atom() or [{"f": ""}]
        if base["f"] != "sign":
            raise Unreadable("not")
        struck = unicodedata.normalize("NFC", base["t"] + "\u0338")
        if len(struck) != 1:
            raise Unreadable("not")
        return [{"f": "sign", "t": struck}]

    def on_phantom(self) -> list[Tree]:
        return [{"f": "hide", "a": self.group()}]

    on_hphantom = on_vphantom = on_phantom

    def on_cancel(self) -> list[Tree]:
        return [{"f": "cancel", "a": self.group()}]

    def on_textcolor(self) -> list[Tree]:
        self.raw_group()
        return [self.group()]

    def on_color(self) -> list[Tree]:
        self.raw_group()
        return []

    def on_hspace(self) -> list[Tree]:
        length = re.fullmatch(r"\s*(-?\d{0,3}\.?\d{1,4})\s*(em|ex|mu|pt)\s*", self.raw_group())
        one = {"em": 1.0, "ex": 0.45, "mu": 1 / 18, "pt": 0.1}
        return [{"f": "space", "w": max(-2.0, min(float(length[1]) * one[length[2]], 4.0)) if length else 1.0}]

    def on_label(self) -> list[Tree]:
        self.raw_group()
        return []

    def on_tag(self) -> list[Tree]:
        return [{"f": "space", "w": 2.0}, {"f": "words", "t": f"({_letters(self.raw_group())})"}]

    def on_bmod(self) -> list[Tree]:
        return [{"f": "op", "t": "mod", "limits": False}]

    def on_pmod(self) -> list[Tree]:
        inside: list[Tree] = [{"f": "words", "t": "mod"}, {"f": "space", "w": 0.33}, self.group()]
        return [{"f": "space", "w": 1.0}, {"f": "lr", "l": "(", "r": ")", "a": _row(inside)}]

    def on_left(self) -> list[Tree]:
        opening = self.delimiter()
        parts: list[Tree] = []
        while True:
            parts.extend(self.row({"\\right", "\\middle"})["c"])
            if self.next() == "\\right":
                return [{"f": "lr", "l": opening, "r": self.delimiter(), "a": _row(parts)}]
            parts.append({"f": "mid", "t": self.delimiter()})

    def delimiter(self) -> str:
        token = self.next()
        if token == ".":
            return ""
        name = token.removeprefix("\\")
        sign = "‖" if token == "\\|" else names.signs().get(name, name) if token[0] == "\\" else token
        if sign in {"<", ">"}:
            sign = {"<": "⟨", ">": "⟩"}[sign]
        if len(sign) != 1:
            raise Unreadable(token)
        return sign

    def on_begin(self) -> list[Tree]:
        name = self.raw_group().strip()
        plain = name.rstrip("*")
        if plain in {"array", "alignat", "alignedat"}:
            self.raw_group()
        elif plain in names.MATRICES or plain in names.ALIGNED:
            self.option()
        if plain in names.PLAIN:
            inside = self.rows(name)
            return [inside[0][0] if len(inside) == 1 and len(inside[0]) == 1 else {"f": "lines", "rows": inside}]
        if plain in names.MATRICES:
            left, right = names.MATRICES[plain]
            kind = "cases" if "cases" in plain else "mat"
            return [{"f": kind, "l": left, "r": right, "rows": self.rows(name)}]
        if plain in names.ALIGNED:
            return [{"f": "lines", "rows": self.rows(name)}]
        raise Unreadable(name)


def _letters(source: str) -> str:
    """Return a name as an operator or a tag takes it."""
    words = re.sub(r"\\(?:,|;|:|!| |quad)", " ", re.sub(r"\\(?:mathrm|text|rm)\b", "", source))
    words = words.replace("{", "").replace("}", "").strip()
    if "\\" in words or "$" in words:
        raise Unreadable(source)
    return words
