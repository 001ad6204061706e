"""What a letter says: refused or not, whether the door stays open, whether feedback is ruled out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from workbook.letter.layout import Sentence
from workbook.letter.patterns import patterns
from workbook.letter.record import Match

DECISIVE: Final = 3.0
HINTED: Final = 2.0
_THANKS: Final = re.compile(
    r"(?:many |once again |again )*"
    r"(?:thank|merci(?! de (?:nous|me|bien))|nous vous remerci|je (?:vous|te) remerci|شكرا|نشكر)[^,.;:]{0,120}$"
)
STRONG: Final = 5.0
BULK: Final = 6.0


@dataclass(frozen=True, slots=True)
class Finding:
    """A yes or no with the sentence it rests on and the patterns that matched."""

    holds: bool
    evidence: str | None
    matches: tuple[Match, ...]


def hits(sentence: Sentence, section: str, name: str) -> Iterator[tuple[str, float, re.Match[str]]]:
    """Yield (pattern name, weight, match) of each pattern of ``[section] name`` in *sentence*."""
    for language in sentence.languages:
        for pattern in patterns(language, section, name):
            if found := pattern.regex.search(sentence.folded):
                yield pattern.name, pattern.weight, found


def under_condition(sentence: Sentence, at: int) -> bool:
    """Tell whether a condition stands before *at* in the same clause: "if you are not selected"."""
    to_you = re.search(r"\b(?:you|vous|tu)\b[^,;]{0,12}$", sentence.folded[:at])
    for _name, _weight, found in hits(sentence, "verdict", "hypothetical"):
        if to_you and re.match(r"(?:only|just|seul|uniquement)", found.group()):
            continue  # "as only those with 70 points are invited, you will not be called"
        if found.start() < at and not re.search(r"[:;]|\. | - ", sentence.folded[found.start() : at]):
            return True
    return False


def best_hit(
    sentence: Sentence, section: str, name: str, guarded: bool = True
) -> tuple[str, float, re.Match[str]] | None:
    """Return the heaviest match of ``[section] name``; with *guarded*, not one under a condition."""
    best: tuple[str, float, re.Match[str]] | None = None
    for hit in hits(sentence, section, name):
        if best is not None and hit[1] <= best[1]:
            continue
        if guarded and under_condition(sentence, hit[2].start() + 1):
            continue
        best = hit
    return best


def refusal(sentence: Sentence) -> tuple[str, float, re.Match[str]] | None:
    """Return the heaviest match that says no to the candidate, not to something beside: feedback, travel costs."""
    if next(hits(sentence, "verdict", "void"), None):
        return None
    folded = sentence.folded
    for _name, _weight, found in hits(sentence, "verdict", "beside"):
        start, end = found.span()
        folded = folded[:start] + " " * (end - start) + folded[end:]
    return best_hit(replace(sentence, folded=folded), "verdict", "no")


def total(sentences: Iterable[Sentence], section: str, name: str) -> float:
    """Return the summed weight of all patterns of one list over *sentences*."""
    return sum(weight for one in sentences for _name, weight, _found in hits(one, section, name))


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
    about = [one for place, one in enumerate(sentences) if place < 2 or place == len(sentences) - 1 or refusal(one)]
    off = total(about, "verdict", "off_topic")
    talk = total(sentences, "verdict", "job_talk")
    mass = any(map(bulk, sentences))
    other_subject = off >= 3 and off > talk
    for one in sentences:
        asked = mass and one.text.endswith(("?", "؟"))  # "Rejected? Five ways to bounce back"
        no = None if asked else refusal(one)
        if no is not None and (no[1] < DECISIVE or _weight(one, "off_topic") <= _weight(one, "job_talk")):
            refusals.append(Match("rejection", no[0], no[1], one.text))
        elif no is not None:
            matches.append(Match("rejection", f"{no[0]} (other subject)", 0.0, one.text))
        if no is None and _conditional_no(one):
            # "If you are not selected ..." is written to somebody who is still waiting.
            matches.append(Match("rejection", "condition", -4.0, one.text))
            weak += 4.0
            continue
        yes = _next_step(one)
        # Polite words beside a refusal do not take it back; an offer or a waiting list does.
        if yes is not None and (no is None or no[1] < DECISIVE or yes[1] > STRONG):
            matches.append(Match("rejection", yes[0], -yes[1], one.text))
            strong += yes[1] if yes[1] >= STRONG else 0.0
            weak += yes[1] if yes[1] < STRONG else 0.0
    matches = [*refusals, *matches]
    total_no = sum(match.weight for match in refusals)
    strongest = max(refusals, key=lambda match: match.weight, default=None)
    if strongest is not None and strongest.weight >= DECISIVE:
        # The foot of a newsletter stands under many refusals too; but those speak of "your application".
        other_subject = other_subject or (mass and total(sentences, "voice", "employer") < 4)
        holds = 5.0 + 0.5 * (total_no - strongest.weight) > strong + 0.7 * weak and not other_subject
        return Finding(holds, strongest.sentence, tuple(matches))
    if strong + weak > DECISIVE or other_subject or mass:
        return Finding(False, None, tuple(matches))
    soft = [hint for one in sentences for hint in [_softly(one)] if hint is not None]
    # A letter about an application that speaks of no next step is likelier a refusal than anything else.
    weight = total_no + sum(hint.weight for hint in soft) - weak + (1.0 if talk >= 2 else 0.0)
    matches += soft
    said = strongest or (soft[0] if soft else None)
    return Finding(said is not None and weight >= HINTED, said.sentence if said else None, tuple(matches))


def bulk(sentence: Sentence) -> bool:
    """Tell whether a sentence belongs to mail for many: "unsubscribe"."""
    return _weight(sentence, "off_topic") >= BULK


def _weight(sentence: Sentence, name: str) -> float:
    return sum(weight for _name, weight, _found in hits(sentence, "verdict", name))


def _conditional_no(sentence: Sentence) -> bool:
    return any(
        weight >= DECISIVE and under_condition(sentence, found.start() + 1)
        for _name, weight, found in hits(sentence, "verdict", "no")
    )


def _next_step(sentence: Sentence) -> tuple[str, float, re.Match[str]] | None:
    """Return the heaviest sign of a next step, neither denied ("not successful in moving to ...") nor thanked for."""
    denials = [found.start() for _name, _weight, found in hits(sentence, "verdict", "negation")]
    best: tuple[str, float, re.Match[str]] | None = None
    for hit in hits(sentence, "verdict", "yes"):
        denied = any(0 < hit[2].start() - at < 45 for at in denials)
        denied = denied or (hit[1] <= STRONG and _THANKS.match(sentence.folded[: hit[2].start()]) is not None)
        if not denied and (best is None or hit[1] > best[1]):
            best = hit
    return best


def _softly(sentence: Sentence) -> Match | None:
    found = [(name, weight) for name, weight, _found in hits(sentence, "verdict", "soft")]
    for name, weight, match in hits(sentence, "reason", "cause"):
        if weight > DECISIVE and match.start() == 0 and ":" in match.group()[:40]:
            found.append((name, 1.0))  # "Reason: ..."
    if (
        not found
        or next(hits(sentence, "verdict", "void"), None)
        or next(hits(sentence, "verdict", "beside"), None)
        or next(hits(sentence, "verdict", "hypothetical"), None)
    ):
        return None
    return Match("rejection", found[0][0], min(2.0, sum(weight for _name, weight in found)), sentence.text)


def flag(sentences: Iterable[Sentence], field: str, section: str, yes: str, no: str = "") -> Finding:
    """Tell whether a sentence matches ``[section] yes`` and not ``[section] no``."""
    matches: list[Match] = []
    evidence: str | None = None
    for one in sentences:
        hit = best_hit(one, section, yes, guarded=False)
        if hit is None or _THANKS.match(one.folded[: hit[2].start()]):
            continue  # "thank you for taking the time to meet us again" opens no door
        if no and best_hit(one, section, no, guarded=False):
            continue
        matches.append(Match(field, hit[0], hit[1], one.text))
        evidence = evidence or one.text
    return Finding(evidence is not None, evidence, tuple(matches))
