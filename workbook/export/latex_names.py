"""What LaTeX's commands in formulas mean: the tables that the reader of formulas looks into."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

FUNCTIONS: Final = frozenset(("arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "coth", "csc", "deg",
                               "dim", "exp", "hom", "ker", "lg", "ln", "log", "sec", "sin", "sinh",
                               "tan", "tanh"))  # fmt: skip
LIMITS: Final = frozenset(("det", "gcd", "inf", "lim", "max", "min", "sup", "Pr"))  # fmt: skip
TWO_WORDS: Final = {"limsup": "lim sup", "liminf": "lim inf", "injlim": "inj lim", "projlim": "proj lim"}
STYLES: Final = {"mathbf": "bold", "boldsymbol": "bold", "bm": "bold", "pmb": "bold", "mathbb": "bb", "Bbb": "bb",
                  "mathcal": "cal", "cal": "cal", "mathscr": "scr", "mathfrak": "frak", "frak": "frak",
                  "mathrm": "upright", "rm": "upright", "mathsf": "sans", "sf": "sans", "mathtt": "mono",
                  "mathit": "italic", "mathnormal": "italic", "bf": "bold", "it": "italic", "tt": "mono"}  # fmt: skip
DECLARED: Final = frozenset(("rm", "bf", "it", "sf", "tt", "cal"))
TEXTS: Final = frozenset(("text", "textrm", "textnormal", "textbf", "textit", "textsf", "texttt", "mbox", "hbox",
                           "textup"))  # fmt: skip
ACCENTS: Final = {"hat": "hat", "widehat": "hat", "tilde": "tilde", "widetilde": "tilde", "bar": "bar", "vec": "vec",
                   "overrightarrow": "vec", "overleftarrow": "overleftarrow", "dot": "dot", "ddot": "ddot",
                   "dddot": "dddot", "check": "check", "breve": "breve", "acute": "acute", "grave": "grave",
                   "mathring": "mathring"}  # fmt: skip
LINES: Final = frozenset(("overline", "underline", "overbrace", "underbrace", "overbracket", "underbracket"))
SPACES: Final = {",": 0.167, ":": 0.222, ">": 0.222, ";": 0.278, "!": -0.167, " ": 0.33, "~": 0.33, "quad": 1.0,
                  "qquad": 2.0, "enspace": 0.5, "thinspace": 0.167, "medspace": 0.222, "thickspace": 0.278,
                  "\n": 0.33, "\t": 0.33}  # fmt: skip
NOTHING: Final = frozenset(("displaystyle", "textstyle", "scriptstyle", "scriptscriptstyle", "limits", "nolimits",
                             "displaylimits", "nonumber", "notag", "hline", "mathstrut", "allowbreak", "nobreak",
                             "relax", "strut", "null", "centering", "noindent", "protect", "cr", "big", "Big", "bigg",
                             "Bigg", "bigl", "Bigl", "biggl", "Biggl", "bigr", "Bigr", "biggr", "Biggr", "bigm",
                             "Bigm", "biggm", "Biggm", "small", "normalsize", "large"))  # fmt: skip
GROUPED: Final = frozenset(("mathop", "mathrel", "mathbin", "mathord", "mathopen", "mathclose", "mathpunct",
                             "mathinner", "ensuremath", "smash", "boxed", "fbox"))  # fmt: skip
MATRICES: Final = {"matrix": ("", ""), "pmatrix": ("(", ")"), "bmatrix": ("[", "]"), "Bmatrix": ("{", "}"),
                    "vmatrix": ("|", "|"), "Vmatrix": ("‖", "‖"), "smallmatrix": ("", ""), "array": ("", ""),
                    "cases": ("{", ""), "dcases": ("{", ""), "rcases": ("", "}")}  # fmt: skip
ALIGNED: Final = frozenset(("align", "aligned", "alignat", "alignedat", "eqnarray", "split", "gather", "gathered",
                             "multline", "flalign"))  # fmt: skip
PLAIN: Final = frozenset(("equation", "displaymath", "math"))
ARROWS: Final = {"xrightarrow": "→", "xleftarrow": "←", "xRightarrow": "⇒", "xleftrightarrow": "↔", "xmapsto": "↦"}
ASCII: Final = {"-": "−", "*": "∗", "'": "′", "`": "‘"}


@cache
def signs() -> dict[str, str]:
    """Return the sign of each LaTeX name."""
    lines = (Path(__file__).parent / "formula_signs.txt").read_text("utf-8").splitlines()[1:]
    words = " ".join(lines).split()
    return dict(zip(words[::2], words[1::2], strict=True))
