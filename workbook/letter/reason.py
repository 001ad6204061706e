"""Why: the one sentence of a refusal that says something specific, or nothing.

A sentence is the reason if it speaks of what was asked, what was missing, what somebody else had, or what happened to
the job (``cause``), in words that are not any form letter's (``vague``); thanks, wishes and open doors speak against it
(``praise``, ``aside``). A sentence that is merely unusual is no reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Final

from workbook.letter.layout import Sentence
from workbook.letter.lexicon import org_word
from workbook.letter.patterns import all_words, common
from workbook.letter.prose import fold
from workbook.letter.record import Match
from workbook.letter.verdict import DECISIVE, best_hit, hits, refusal, under_condition

# What each trait of a sentence weighs; a reason weighs ENOUGH.
WEIGHTS: Final[Mapping[str, float]] = MappingProxyType(
    {
        "cause": 3.0,  # because, requires, lacks, who already has ...
        "hint": 0.5,  # since, as, after ... where the sentence also says no
        "gone": 3.25,  # the job was cancelled, frozen
        "gone because": 1.0,  # the same beside a cause: even a general one says that nobody was better
        "verdict": 0.5,  # says no itself
        "beside": 0.5,  # stands beside the sentence that says no
        "said": 0.1,  # each word after the cause that is not a form letter's, at most eight
        "told": 2.0,  # none of these, but beside the verdict something is told of such a thing
        "topic": 1.0,  # each thing a reason is made of: a licence, a language, a budget, a notice period; at most two
        "form": -3.0,  # compares as form letters do ("better aligned"), with no such thing
        "about you": 0.7,  # your ... not
        "polite": -3.0,  # thanks, a wish, an open door, feedback, what to do next
        "polite verdict": -1.5,  # the same in the sentence that says no
        "late": 0.5,  # after the last sentence that says no
    }
)
ENOUGH: Final = 4.6
_CONTRACTED: Final = re.compile(r"'(?:re|ve|ll|s|t|d|m)\b")
_PREFIX: Final = re.compile(r"^(?:وال|بال|فال|كال|لل|ال|[وفبلك](?=\w{3}))")
# Arabic pronouns and plurals are written onto the word: "your", "our", "their".
_SUFFIX: Final = re.compile(r"(?<=\w{3})(?:كما|كم|كن|نا|هم|هن|ها|ات|ين|ون|ان|[كهةيا])$")
# Within a sentence: a capitalised word, an acronym (also in small letters: "dbt"), a word with digits.
_NAMED: Final = re.compile(
    r"(?<=[a-z,\d)] )(?:[\"“(])?"
    r"([A-Z][\w+#]{1,}|[a-z]*\d[\w%.,]*|(?!yrs\b|hrs\b|mrs\b|pls\b|thx\b|nvm\b|slt\b|bjr\b|dsl\b|cdt\b|svp\b|stp\b|bcp\b|qqn\b|mtn\b)[b-df-hj-np-tv-xz]{3,5}\b)"
)
# A date or a reference number is no such thing.
_DATED: Final = re.compile(
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}|\b\d{1,2}(?:er|st|nd|rd|th)? [^\W\d]{3,9}\.?(?: \d{4})?(?!\w)"
    r"|(?i:n°|réf\.?|ref\.?) ?\S+|(?i:concours|competition|requisition|job|req|vacancy) (?:id )?[\w/-]*\d[\w/-]*"
    # nor is how many people wrote.
    r"|\b\d[\d.,]*\+? (?:\w+ ){0,2}?(?i:applica|candida|people|cvs|responses|dossiers|profils|postul|personnes"
    r"|طلب|مترشح|مرشح|متقدم)\w*"
)
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
    own = [fold(name) for name in names]
    known = frozenset(word for name in own for word in re.findall(r"\w+", name))
    refusals = [refusal(one) for one in sentences]
    decisive = [no is not None and no[1] >= DECISIVE for no in refusals]
    last = max((at for at, is_no in enumerate(decisive) if is_no), default=len(sentences))
    return [_traits(one, at, decisive, last, known, own) for at, one in enumerate(sentences)]


def _unnamed(one: Sentence, own: Iterable[str]) -> Sentence:
    """Return *one* without the letter's *own* names, folded: "sales" in the title of the job is no reason."""
    folded, text = one.folded, one.text
    for name in own:
        at = folded.find(name) if " " in name else -1
        if at >= 0:
            end = at + len(name)
            folded = folded[:at] + " " * len(name) + folded[end:]
            text = text[:at] + " " * len(name) + text[end:]
    return replace(one, folded=folded, text=text)


def _traits(
    one: Sentence, at: int, decisive: Sequence[bool], last: int, known: frozenset[str], own: Sequence[str]
) -> Traits:
    says_no = decisive[at]
    if len(one.folded.split()) < 4 and ":" not in one.folded:
        return Traits({}, None)  # a line of a form
    one = _after_opening(one)
    topics = min(2, count_topics(_unnamed(one, own), known))
    cause: Match | None = None
    strength = said = 0.0
    cause_at = -1
    for name, weight, found in hits(one, "reason", "cause"):
        if (weight < DECISIVE and not says_no and not topics) or under_condition(one, found.start() + 1):
            continue
        words = float(says_something(found["what"], known)) if found.groupdict().get("what") else 2.0
        if words and (weight, words) > (strength, said):
            strength, said, cause_at = weight, words, found.start()
            cause = Match("reason", name, weight, one.text.strip())
    gone = next(hits(one, "cancelled", "yes"), None)
    polite = _polite(one)
    # "It is with a heavy heart that I write to say we will not open a second class, because enrolment ..."
    meant = strength >= DECISIVE and topics > 0 and 0 <= polite < min(cause_at, 40)
    beside = not says_no and (any(decisive[max(0, at - 1) : at + 2]) or not any(decisive))
    told = (
        beside and topics and cause is None and gone is None and polite < 0 and not one.text.endswith(("?", "؟", ":"))
    )
    values = {
        "cause": strength / DECISIVE if strength >= DECISIVE else 0.0,
        "hint": float(0 < strength < DECISIVE and topics > 0),
        "gone": float(gone is not None and strength < DECISIVE),
        "gone because": float(
            gone is not None and strength >= DECISIVE and next(hits(one, "reason", "because"), None) is not None
        ),
        "verdict": float(says_no),
        "beside": float(beside),
        "said": min(said, 8.0),
        "told": float(
            told
            and next(hits(one, "reason", "topic"), None) is not None
            and says_something(one.folded, known) > 2
            and not next(hits(one, "verdict", "hypothetical"), None)
        ),
        "topic": float(topics),
        "form": float(not topics and next(hits(one, "reason", "form"), None) is not None),
        "about you": float(_ABOUT_YOU.search(one.folded) is not None),
        "polite": float(polite >= 0 and not says_no),
        "polite verdict": float(polite >= 0 and says_no and gone is None and not meant),
        "late": float(at > last),
    }
    if cause is None and gone is not None:
        cause = Match("reason", gone[0], gone[1], one.text.strip())
    return Traits(values, cause)


def _after_opening(one: Sentence) -> Sentence:
    """Return *one* without a clause that only says what was done before: "After discussion with the team, ..."."""
    found = next(hits(one, "reason", "opening"), None)
    if found is None:
        return one
    end = found[2].end()
    return replace(one, folded=" " * end + one.folded[end:], text=" " * end + one.text[end:])


def _polite(one: Sentence) -> int:
    """Return where a sentence is thanks, a wish, an open door, about feedback or what to do next; else -1."""
    praise = next(hits(one, "reason", "praise"), None)
    if praise and not next(hits(one, "reason", "contrast"), None):
        return praise[2].start()
    lists = [("refusal", "yes"), ("refusal", "no"), ("reason", "aside")]
    if not next(hits(one, "door", "shut"), None):
        lists.append(("door", "open"))
    found = [best_hit(one, section, name, guarded=False) for section, name in lists]
    return max((hit[2].start() for hit in found if hit), default=-1)


def _bare(word: str) -> set[str]:
    forms = {word, re.sub(r"(?:ee?s?|s)$", "", word), re.sub(r"(?:ing|ed|ly)$", "", word)}
    for _step in range(2):
        forms |= {_PREFIX.sub("", form) for form in forms}
    if word[-1] > "\u0600":
        for _step in range(2):
            forms |= {_SUFFIX.sub("", form) for form in forms}
    return forms


def count_topics(one: Sentence, known: frozenset[str]) -> int:
    """Count the things a reason is made of in a sentence: those of the list ``topic``, and names of other things."""
    found = {match.start() for _name, _weight, match in hits(one, "reason", "topic")}
    return len(found) + sum(
        1
        for match in _NAMED.finditer(_DATED.sub(" ", one.text))
        if not {fold(match[1])} & (known | all_words("company", "never") | common("bodies")) and not org_word(match[1])
    )


@cache
def _vague() -> frozenset[str]:
    """Return the words of form letters, the Arabic ones also without what is written onto them."""
    words = all_words("reason", "vague")
    return words.union(*(_bare(word) for word in words if word[-1] > "\u0600"))


def says_something(text: str, known: frozenset[str]) -> int:
    """Count the words of *text* that say something: not common ones, not the letter's own names."""
    vague = _vague()
    count = 0
    for word in re.findall(r"[^\W_][\w+#.]*", _CONTRACTED.sub("", text)):
        forms = _bare(word.rstrip("."))
        if len(word) > 1 and not word.isdigit() and not forms & vague and not forms & known:
            count += 1
    return count
