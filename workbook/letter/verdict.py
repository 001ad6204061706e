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
HINTED: Final = 1.0
STRONG: Final = 5.0
BULK: Final = 6.0
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

    A sentence that says no decides, unless an offer, a waiting list or a new date speaks louder, or unless it is about
    an invoice, a leave, a loan. Where nothing says no and nothing speaks of a next step, hints decide: many kind
    refusals never say it.
    """
    matches: list[Match] = []
    refusals: list[Match] = []
    strong = weak = 0.0
    # What a mail is about stands in its subject, at its start, or where it says no.
    about = [
        one
        for place, one in enumerate(sentences)
        if place < 2 or place == len(sentences) - 1 or _best(one, "verdict", "no")
    ]
    off = total(about, "verdict", "off_topic")
    talk = total(sentences, "verdict", "job_talk")
    other_subject = any(_weight(one, "off_topic") >= BULK for one in sentences) or (off >= 3 and off > talk)
    for one in sentences:
        no = None if next(_hits(one, "verdict", "void"), None) else _best(one, "verdict", "no")
        if no is not None and (no[1] < DECISIVE or _weight(one, "off_topic") <= _weight(one, "job_talk")):
            refusals.append(Match("rejection", no[0], no[1], one.text))
        elif no is not None:
            matches.append(Match("rejection", f"{no[0]} (other subject)", 0.0, one.text))
        yes = _best(one, "verdict", "yes", guarded=False)
        # Polite words beside a refusal do not take it back; an offer or a waiting list does.
        if yes is not None and (no is None or no[1] < DECISIVE or yes[1] >= STRONG):
            matches.append(Match("rejection", yes[0], -yes[1], one.text))
            strong += yes[1] if yes[1] >= STRONG else 0.0
            weak += yes[1] if yes[1] < STRONG else 0.0
    matches = [*refusals, *matches]
    total_no = sum(match.weight for match in refusals)
    strongest = max(refusals, key=lambda match: match.weight, default=None)
    if strongest is not None and strongest.weight >= DECISIVE:
        holds = 5.0 + 0.5 * (total_no - strongest.weight) > strong and not other_subject
        return Finding(holds, strongest.sentence, tuple(matches))
    if strong + weak > DECISIVE or other_subject:
        return Finding(False, None, tuple(matches))
    soft = [hint for one in sentences for hint in [_softly(one)] if hint is not None]
    # A letter about an application that speaks of no next step is likelier a refusal than anything else.
    weight = total_no + sum(hint.weight for hint in soft) - weak + (1.0 if talk >= 2 else 0.0)
    matches += soft
    said = strongest or (soft[0] if soft else None)
    return Finding(weight >= HINTED, said.sentence if said else None, tuple(matches))


def _weight(sentence: Sentence, name: str) -> float:
    return sum(weight for _name, weight, _found in _hits(sentence, "verdict", name))


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
    """Return the sentence that gives a specific reason, and what matched; ``None`` when none says anything.

    What is left when thanks, wishes, open doors and form-letter words are taken away is the reason, if it speaks of what
    was asked, what was missing, what somebody else had or what happened to the job.
    """
    known = frozenset(word for name in names for word in re.findall(r"\w+", fold(name)))
    decisive = [no is not None and no[1] >= DECISIVE for no in (_best(one, "verdict", "no") for one in sentences)]
    best: tuple[float, Sentence, Match] | None = None
    for place, one in enumerate(sentences):
        if not decisive[place] and _says_nothing(one):
            continue
        near = any(decisive[max(0, place - 1) : place + 2])
        gone = next(_hits(one, "cancelled", "yes"), None)
        if gone:
            score = 3.75 if decisive[place] else 3.5
            if best is None or score > best[0]:
                best = (score, one, Match("reason", gone[0], gone[1], one.text))
        for name, weight, found in _hits(one, "reason", "cause"):
            if weight < DECISIVE and not decisive[place]:
                continue
            if _if_before(one, found.start() + 1):
                continue
            said = 2
            if "what" in found.groupdict():
                said = _says(found["what"], known)
                if said == 0:
                    continue
            score = weight + 0.25 * min(said, 6) + (0.5 if decisive[place] or near else 0.0)
            if best is None or score > best[0]:
                best = (score, one, Match("reason", name, weight, one.text))
    if best is None or best[0] < 3.5:
        return None, ()
    return best[1].text, (best[2],)


def _says_nothing(one: Sentence) -> bool:
    """Tell whether a sentence is thanks, a wish, an open door, or about feedback: no place for a reason."""
    if next(_hits(one, "reason", "praise"), None) and not next(_hits(one, "reason", "contrast"), None):
        return True
    if any(_best(one, section, name, guarded=False) for section, name in (("door", "open"), ("refusal", "yes"), ("refusal", "no"))):
        return True
    return any(name for name, _weight, _found in _hits(one, "reason", "aside"))
