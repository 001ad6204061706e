"""What a letter says: refused or not, why, whether the door stays open, whether feedback is ruled out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from workbook.letter.layout import Sentence
from workbook.letter.patterns import all_words, patterns
from workbook.letter.prose import fold
from workbook.letter.record import Match

DECISIVE: Final = 3.0
HINTED: Final = 2.0
_PREFIX: Final = re.compile(r"^(?:وال|بال|فال|كال|لل|ال|[وفبلك](?=\w{3}))")


@dataclass(frozen=True, slots=True)
class Finding:
    """A yes or no with the sentence it rests on and the patterns that matched."""

    holds: bool
    evidence: str | None
    matches: tuple[Match, ...]


def _hits(sentence: Sentence, section: str, name: str) -> Iterator[tuple[str, float, re.Match[str]]]:
    for language in sentence.languages:
        for pattern in patterns(language, section, name):
            if found := pattern.regex.search(sentence.folded):
                yield pattern.name, pattern.weight, found


def _if_before(sentence: Sentence, at: int) -> bool:
    """Tell whether a condition stands before *at* in the same clause: "if you are not selected"."""
    for _name, _weight, found in _hits(sentence, "verdict", "hypothetical"):
        if found.start() < at and not re.search(r"[:;]|\. | - ", sentence.folded[found.start() : at]):
            return True
    return False


def _best(sentence: Sentence, section: str, name: str, guarded: bool = True) -> tuple[str, float, re.Match[str]] | None:
    best: tuple[str, float, re.Match[str]] | None = None
    for hit in _hits(sentence, section, name):
        if best is not None and hit[1] <= best[1]:
            continue
        if guarded and _if_before(sentence, hit[2].end()):
            continue
        best = hit
    return best


def total(sentences: Iterable[Sentence], section: str, name: str) -> float:
    """Return the summed weight of all patterns of one list over *sentences*."""
    return sum(weight for one in sentences for _name, weight, _found in _hits(one, section, name))


def rejection(sentences: Sequence[Sentence]) -> Finding:
    """Tell whether the sentences end somebody's application for a job.

    A decisive sentence counts for more than any number of polite ones; invitations and receipts count against it, and so
    does talk of invoices, leave or tenders where nothing speaks of a job.
    """
    matches: list[Match] = []
    against = 0.0
    strongest: tuple[float, str] = (0.0, "")
    total_no = 0.0
    for one in sentences:
        no = _best(one, "verdict", "no")
        if no is not None and next(_hits(one, "verdict", "void"), None):
            continue
        if no is not None:
            matches.append(Match("rejection", no[0], no[1], one.text))
            total_no += no[1]
            if no[1] > strongest[0]:
                strongest = (no[1], one.text)
        yes = _best(one, "verdict", "yes", guarded=False)
        # Polite words beside a refusal do not take it back; an offer or a waiting list does.
        if yes is not None and (no is None or no[1] < DECISIVE or yes[1] > 4):
            matches.append(Match("rejection", yes[0], -yes[1], one.text))
            against += yes[1]
    other = total(sentences, "verdict", "off_topic")
    job = total(sentences, "verdict", "job_talk")
    if other >= DECISIVE and other >= job:
        return Finding(False, None, tuple(matches))
    if strongest[0] >= DECISIVE:
        weight = 5.0 + 0.5 * (total_no - strongest[0])
        return Finding(weight > against, strongest[1], tuple(matches))
    if against > DECISIVE:
        return Finding(False, None, tuple(matches))
    # Nothing says no, nothing speaks of a next step: many kind refusals never say it. Hints decide.
    soft = [(hint, one) for one in sentences for hint in [_softly(one)] if hint is not None]
    weight = total_no + sum(hint.weight for hint, _one in soft) - against + (0.0 if job else -1.0)
    matches += [hint for hint, _one in soft]
    said = strongest[1] or (soft[0][1].text if soft else None)
    return Finding(weight >= HINTED, said, tuple(matches))


def _softly(sentence: Sentence) -> Match | None:
    found = [(name, weight) for name, weight, _found in _hits(sentence, "verdict", "soft")]
    if not found or next(_hits(sentence, "verdict", "void"), None):
        return None
    return Match("rejection", found[0][0], min(2.0, sum(weight for _name, weight in found)), sentence.text)


def flag(sentences: Iterable[Sentence], field: str, section: str, yes: str, no: str = "") -> Finding:
    """Tell whether a sentence matches ``[section] yes`` and not ``[section] no``."""
    matches: list[Match] = []
    evidence: str | None = None
    for one in sentences:
        hit = _best(one, section, yes, guarded=False)
        if hit is None or (no and _best(one, section, no, guarded=False)):
            continue
        matches.append(Match(field, hit[0], hit[1], one.text))
        evidence = evidence or one.text
    return Finding(evidence is not None, evidence, tuple(matches))


def _bare(word: str) -> set[str]:
    forms = {word}
    for _step in range(2):
        forms |= {_PREFIX.sub("", form) for form in forms}
    return forms


def _says(text: str, known: frozenset[str]) -> int:
    """Count the words of *text* that say something: not common ones, not the letter's own names."""
    vague = all_words("reason", "vague")
    count = 0
    for word in re.findall(r"[^\W_][\w+#.]*", text):
        forms = _bare(word.rstrip("."))
        if len(word) > 1 and not word.isdigit() and not forms & vague and not forms & known:
            count += 1
    return count


def reason(sentences: Sequence[Sentence], names: Iterable[str]) -> tuple[str | None, tuple[Match, ...]]:
    """Return the sentence that gives a specific reason, and what matched; ``None`` when none says anything."""
    known = frozenset(word for name in names for word in re.findall(r"\w+", fold(name)))
    best: tuple[float, Sentence, Match] | None = None
    for place, one in enumerate(sentences):
        no = _best(one, "verdict", "no")
        decisive = no is not None and no[1] >= DECISIVE
        praise = next(_hits(one, "reason", "praise"), None)
        if praise and not decisive and not next(_hits(one, "reason", "contrast"), None):
            continue
        if _best(one, "door", "open", guarded=False) and not decisive:
            continue
        for name, weight, found in _hits(one, "reason", "cause"):
            if weight < DECISIVE and not decisive:
                continue
            if _if_before(one, found.start() + 1):
                continue
            said = 2
            if "what" in found.groupdict():
                said = _says(found["what"], known)
                if said == 0:
                    continue
            score = weight + 0.2 * min(said, 5) + (1.0 if decisive else 0.0) - 0.01 * place
            if best is None or score > best[0]:
                best = (score, one, Match("reason", name, weight, one.text))
    if best is None:
        return None, ()
    return best[1].text, (best[2],)
