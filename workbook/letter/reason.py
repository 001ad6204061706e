"""Why: the one sentence of a refusal that says something specific, or nothing.

What is left when thanks, wishes, open doors and form-letter words are taken away is the reason, if it speaks of what
was asked, what was missing, what somebody else had, or what happened to the job. The words that say nothing are data
(``vague``), and so are the patterns that speak for a sentence (``cause``) or against it (``praise``, ``aside``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from workbook.letter.layout import Sentence
from workbook.letter.patterns import all_words
from workbook.letter.prose import fold
from workbook.letter.record import Match
from workbook.letter.verdict import DECISIVE, best_hit, hits, under_condition

# What each trait of a sentence weighs; a reason weighs ENOUGH.
WEIGHTS: Final[Mapping[str, float]] = MappingProxyType(
    {
        "cause": 3.0,  # because, requires, lacks, who already has ...
        "hint": 0.5,  # since, as, after ... where the sentence also says no
        "gone": 3.25,  # the job was cancelled, frozen
        "verdict": 0.5,  # says no itself
        "beside": 0.5,  # stands beside the sentence that says no
        "said": 0.2,  # each word after the cause that is not a form letter's, at most eight
        "left": 0.5,  # each such word of a sentence without a cause
        "left in verdict": 0.5,  # the same in the sentence that says no
        "about you": 0.7,  # your ... not
        "polite": -3.0,  # thanks, a wish, an open door, feedback, what to do next
        "polite verdict": -1.5,  # the same in the sentence that says no
        "late": 0.5,  # after the last sentence that says no
    }
)
ENOUGH: Final = 3.65
_PREFIX: Final = re.compile(r"^(?:وال|بال|فال|كال|لل|ال|[وفبلك](?=\w{3}))")
_ABOUT_YOU: Final = re.compile(
    r"\byour? \w+(?: \w+)? (?:not|\w+n't|is|was|are|were|came|fell)\b"
    r"|\byou (?:have|do|did|are|were|had|would|said|lack)\b"
    r"|\b(?:vous|tu|votre|ton|ta|t'es|t'as) (?:\S+ ){0,3}?(?:pas|plutot|plus|trop|encore|jamais|n'\w+)\b"
    r"|(?:لديك|عندك|ملفك|خبرتك|تملك|ما خدمت)\w*"
)


@dataclass(frozen=True, slots=True)
class Traits:
    """The traits of one sentence and the pattern that says most."""

    values: Mapping[str, float]
    match: Match | None

    @property
    def weight(self) -> float:
        """What the sentence weighs as a reason."""
        return sum(WEIGHTS[name] * amount for name, amount in self.values.items())


def find_reason(sentences: Sequence[Sentence], names: Iterable[str]) -> tuple[str | None, tuple[Match, ...]]:
    """Return the reason and the pattern that found it; the letter's own *names* say nothing."""
    traits = all_traits(sentences, names)
    place = max(range(len(traits)), key=lambda at: (traits[at].weight, -at), default=None)
    if place is None or traits[place].weight < ENOUGH:
        return None, ()
    match = traits[place].match
    return sentences[place].text, (match,) if match else ()


def all_traits(sentences: Sequence[Sentence], names: Iterable[str]) -> list[Traits]:
    """Return the traits of each sentence."""
    known = frozenset(word for name in names for word in re.findall(r"\w+", fold(name)))
    refusals = [best_hit(one, "verdict", "no") for one in sentences]
    decisive = [no is not None and no[1] >= DECISIVE for no in refusals]
    last = max((at for at, is_no in enumerate(decisive) if is_no), default=len(sentences))
    return [_traits(one, at, decisive, last, known) for at, one in enumerate(sentences)]


def _traits(one: Sentence, at: int, decisive: Sequence[bool], last: int, known: frozenset[str]) -> Traits:
    says_no = decisive[at]
    cause: Match | None = None
    strength = said = 0.0
    for name, weight, found in hits(one, "reason", "cause"):
        if (weight < DECISIVE and not says_no) or under_condition(one, found.start() + 1):
            continue
        words = float(says_something(found["what"], known)) if found.groupdict().get("what") else 2.0
        if words and (weight, words) > (strength, said):
            strength, said = weight, words
            cause = Match("reason", name, weight, one.text)
    gone = next(hits(one, "cancelled", "yes"), None)
    polite = _polite(one)
    left = min(float(says_something(one.folded, known)), 8.0) if cause is None and gone is None else 0.0
    values = {
        "cause": float(strength >= DECISIVE),
        "hint": float(0 < strength < DECISIVE),
        "gone": float(gone is not None and strength < DECISIVE),
        "verdict": float(says_no),
        "beside": float(not says_no and (any(decisive[max(0, at - 1) : at + 2]) or not any(decisive))),
        "said": min(said, 8.0),
        "left": left if not says_no else 0.0,
        "left in verdict": left if says_no else 0.0,
        "about you": float(_ABOUT_YOU.search(one.folded) is not None),
        "polite": float(polite and not says_no),
        "polite verdict": float(polite and says_no and not strength),
        "late": float(at > last),
    }
    if cause is None and gone is not None:
        cause = Match("reason", gone[0], gone[1], one.text)
    return Traits(values, cause)


def _polite(one: Sentence) -> bool:
    """Tell whether a sentence is thanks, a wish, an open door, about feedback or what to do next."""
    if next(hits(one, "reason", "praise"), None) and not next(hits(one, "reason", "contrast"), None):
        return True
    lists = (("door", "open"), ("refusal", "yes"), ("refusal", "no"), ("reason", "aside"))
    return any(best_hit(one, section, name, guarded=False) for section, name in lists)


def _bare(word: str) -> set[str]:
    forms = {word, re.sub(r"(?:ee?s?|s)$", "", word), re.sub(r"(?:ing|ed|ly)$", "", word)}
    for _step in range(2):
        forms |= {_PREFIX.sub("", form) for form in forms}
    return forms


def says_something(text: str, known: frozenset[str]) -> int:
    """Count the words of *text* that say something: not common ones, not the letter's own names."""
    vague = all_words("reason", "vague")
    count = 0
    for word in re.findall(r"[^\W_][\w+#.]*", text):
        forms = _bare(word.rstrip("."))
        if len(word) > 1 and not word.isdigit() and not forms & vague and not forms & known:
            count += 1
    return count
