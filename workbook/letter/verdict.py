"""What a letter says: refused or not, whether the door stays open, whether feedback is ruled out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from workbook.letter.layout import Sentence
from workbook.letter.lexicon import has_head
from workbook.letter.patterns import patterns
from workbook.letter.record import Match

DECISIVE: Final = 3.0
HALF: Final = 2.0
TELLING: Final = 0.5
_THANKS: Final = re.compile(
    r"(?:many |once again |again )*"
    r"(?:thank|merci(?! de (?:nous|me|bien|ne|$))|nous vous remerci|je (?:vous|te) remerci|شكرا|نشكر)[^,.;:]{0,120}$"
)
# "I refer to the conditional offer made to you": what was, not what comes next.
_REFERS: Final = re.compile(
    r"(?:refer|further|reference|subsequent|relation) (?:back )?to (?:(?!we\b|i\b)\w+ ){0,4}$"
    r"|(?:suite a|reference a|revenons sur|relative? a) (?:(?!nous\b|je\b|on\b)\w+[ ']){0,4}$"
)
# "Nous n'avons pas, à ce jour, de poste": read as if the words between the commas were not there.
_INSERTED: Final = re.compile(r", [^,.;:]{2,30}, ")
STRONG: Final = 5.0
# A quotation; its opening mark may be lost at the start of a sentence.
_QUOTED: Final = re.compile(r'"[^"]{15,160}"|\A[^"]{15,160}"(?=[:,.]|\Z)')
_EVEN_THOUGH: Final = re.compile(
    r"(?:meme si|even if) (?:(?:nous|on|notre|j'|je|we|i|our|the \w+) (?!(?:\w+ )?(?:n'|ne|not|\w+n't))"
    r"|(?:votre|vos|ton|ta|tes|le|la|les|l'\w+|cet|cette|ce) (?![^,]*(?: n'| ne | pas |non)))"
)
_GRANTED: Final = re.compile(
    r"si (?:votre|vos|vous avez|la qualite|l'interet|le jury|nous avons|chacun)(?!.*\b(?:ne|n'|pas|aucun\w*)\b)"
)
_TO_COME: Final = re.compile(r"\b\w+(?:erez|irez|rez|era|ira|ront|rons|rai)\b")
_CLOCK: Final = re.compile(r"\b\d{1,2}[:h.]\d\d\b|\b\d{1,2} ?(?:am|pm)\b|https?:")
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
        if _conceded(sentence.folded, found.start(), at):
            continue
        if found.start() < at and not re.search(r"[:;]|\. | - ", sentence.folded[found.start() : at]):
            return True
    return False


def _conceded(folded: str, start: int, at: int) -> bool:
    """Tell whether an "if" grants something instead of setting a condition: "si votre parcours est solide, ..."."""
    word_before = folded.rfind(" ", 0, max(0, start - 1)) + 1
    if _EVEN_THOUGH.match(folded, start) or _EVEN_THOUGH.match(folded, word_before):
        return True
    granted, comma, rest = folded[start:at].partition(",")
    return bool(comma) and _GRANTED.match(granted) is not None and not _TO_COME.search(rest + folded[at : at + 40])


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
    said = best_hit(replace(sentence, folded=folded), "verdict", "no")
    if said is None and (plain := _INSERTED.sub(" ", folded)) != folded:
        said = best_hit(replace(sentence, folded=plain), "verdict", "no")
    return said


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
    strong = weak = opened = 0.0
    # What a mail is about stands in its subject, at its start, or where it says no.
    about = [one for place, one in enumerate(sentences) if place < 2 or place == len(sentences) - 1 or refusal(one)]
    # "Unsubscribe" stands under letters of recruiting programs too.
    addressed = total(sentences, "voice", "employer") >= BULK
    off = total((one for one in about if not (addressed and _foot(one))), "verdict", "off_topic")
    talk = total(sentences, "verdict", "job_talk")
    mass = any(map(bulk, sentences))
    # A note between colleagues: drafts to approve, files still on the table.
    other_subject = (off >= 3 and off > talk) or total(sentences, "verdict", "internal") >= DECISIVE
    for one in sentences:
        # "Rejected? Five ways to bounce back"; "'We regret to inform you': who has not read it?"
        asked = mass and "?" in one.folded
        no = None if asked else refusal(_unquoted(one) if mass else one)
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
            # "I'll let you know if something comes up": after a refusal that is an open door.
            if yes[1] == STRONG and next(hits(one, "verdict", "hypothetical"), None):
                opened += yes[1] if next(hits(one, "door", "open"), None) else 0.0
    matches = [*refusals, *matches]
    total_no = sum(match.weight for match in refusals)
    strongest = max(refusals, key=lambda match: match.weight, default=None)
    if strongest is not None and strongest.weight >= DECISIVE:
        # The foot of a newsletter stands under many refusals too; but those speak of "your application".
        other_subject = other_subject or (mass and total(sentences, "voice", "employer") < 4)
        holds = 5.0 + 0.5 * (total_no - strongest.weight) > strong - opened + 0.7 * weak and not other_subject
        return Finding(holds, strongest.sentence, tuple(matches))
    if other_subject or mass or strong > 0:
        return Finding(False, None, tuple(matches))
    soft = _hints(sentences)
    matches += soft
    said = strongest or max(soft, key=lambda hint: hint.weight, default=None)
    spoken = talk > 0 or any(has_head(one.text) for one in sentences) or any(hint.weight >= 0.5 for hint in soft)
    # One small word ("but", "not") may stand in any short message: there, two kinds or one that tells of a decision.
    signs = (*refusals, *soft)
    whole = total(sentences, "voice", "employer") >= 3 or sum(len(one.folded.split()) > 4 for one in sentences) >= 3
    shown = whole or len({sign.pattern for sign in signs}) > 1 or any(sign.weight >= TELLING for sign in signs)
    holds = said is not None and spoken and shown and _leaning(sentences, matches) > 0
    return Finding(holds, said.sentence if said and holds else None, tuple(matches))


# Where no sentence says no and none speaks of a next step. A letter about an application that asks for nothing and
# announces nothing is likelier a refusal; the weights were fitted to such letters by fifths.
LEANING: Final[Mapping[str, float]] = MappingProxyType(
    {"start": 2.0, "weak no": 0.8, "step": -0.6, "condition": -0.7, "question": -0.2, "time": -0.2, "own voice": -0.15}
)


def _leaning(sentences: Sequence[Sentence], matches: Sequence[Match]) -> float:
    """Return how far weak signs lean towards a refusal (above zero)."""
    signs = {
        "start": 1.0,
        # "Sorry" alone stands in delays too.
        "weak no": min(3.0, sum(match.weight - (match.weight < HALF) * 0.5 for match in matches if match.weight >= 1)),
        "step": min(8.0, -sum(match.weight for match in matches if match.weight < 0)),
        "condition": min(2, sum(1 for one in sentences if _conditional(one))),
        "question": any(one.text.endswith(("?", "؟")) for one in sentences),
        "time": any(_CLOCK.search(one.folded) for one in sentences),
        "own voice": min(8.0, total(sentences, "voice", "candidate")),
    }
    hints = sum(match.weight for match in matches if 0 < match.weight < 1)
    talk = min(4.0, total(sentences, "verdict", "job_talk"))  # receipts and invitations speak of it most
    return hints - 0.3 * talk + sum(LEANING[name] * float(amount) for name, amount in signs.items())


def bulk(sentence: Sentence) -> bool:
    """Tell whether a sentence belongs to mail for many: "unsubscribe"."""
    return _weight(sentence, "off_topic") >= BULK


def _unquoted(sentence: Sentence) -> Sentence:
    return replace(sentence, folded=_QUOTED.sub(lambda found: " " * len(found.group()), sentence.folded))


def _foot(sentence: Sentence) -> bool:
    return any(weight >= BULK for _name, weight, _found in hits(sentence, "verdict", "off_topic"))


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
    # "If the ship sails again we will call you first" is a door left open, not a step that follows.
    later = _someday(sentence)
    best: tuple[str, float, re.Match[str]] | None = None
    for hit in hits(sentence, "verdict", "yes"):
        start = hit[2].start()
        denied = any(0 < start - at < 45 and not re.search(r"[:;]", sentence.folded[at:start]) for at in denials)
        denied = denied or (hit[1] <= STRONG and (later or _THANKS.match(sentence.folded[:start]) is not None))
        denied = denied or _REFERS.search(sentence.folded[:start]) is not None
        if not denied and (best is None or hit[1] > best[1]):
            best = hit
    return best


def _someday(sentence: Sentence) -> bool:
    """Tell whether a sentence leaves the door open for what may come one day."""
    return all(next(hits(sentence, *where), None) for where in (("door", "open"), ("verdict", "someday")))


def _conditional(sentence: Sentence) -> bool:
    return next(hits(sentence, "verdict", "hypothetical"), None) is not None and not _someday(sentence)


def _hints(sentences: Iterable[Sentence]) -> list[Match]:
    """Return what hints at a no: each kind of hint twice at most, not in a condition or a no to something else."""
    found: list[Match] = []
    seen: dict[str, int] = {}
    for one in sentences:
        if any(next(hits(one, "verdict", name), None) for name in ("void", "beside", "hypothetical")):
            continue
        here = [(name, weight) for name, weight, _found in hits(one, "verdict", "soft")]
        for name, weight, match in hits(one, "reason", "cause"):
            if weight > DECISIVE and match.start() == 0 and ":" in match.group()[:40]:
                here.append((name, 0.6))  # "Reason: ..."
        for name, weight in here:
            seen[name] = seen.get(name, 0) + 1
            if seen[name] <= 2:
                found.append(Match("rejection", name, weight, one.text))
    return found


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
