"""Where a letter names the company: every place is a claim, with a weight."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from workbook.letter.companies import company_key, role_like, take_company, with_legal_form
from workbook.letter.contest import Claim, Group
from workbook.letter.kinds import classify, is_team
from workbook.letter.layout import Layout, Sentence, sentence
from workbook.letter.lexicon import has_head, is_arabic, legal_form, org_word, own_office, role_heads
from workbook.letter.mime import Address
from workbook.letter.patterns import LANGUAGES, all_words, common, cued, named
from workbook.letter.people import is_person_name, no_reply, whole_person
from workbook.letter.persons import take_person
from workbook.letter.prose import fold, key, value
from workbook.letter.signature import Signed, like_domain, split_sender
from workbook.letter.transliteration import spelled, spells

_RELAY: Final = re.compile(r"(?:^|-)e?mail(?:er|s)?$|notif|-hire$|ats$")
_HOST: Final = re.compile(r"(?:https?://|www\.|@)([a-z0-9][a-z0-9.-]{2,80})", re.IGNORECASE)
_REPLY: Final = re.compile(
    r"^(?:\s*(?:re|fwd?|tr|rv|aw|antw|wg|sv|vs|odp|ynt|rif|i|r|رد|إعادة توجيه|تحويل|فوروارد|إعادة|external|ext)"
    r"\s?(?:\[\d+\])?\s*[:：]|\s*\[(?:external|ext|spam\??)\])+\s*",
    re.IGNORECASE,
)
_PIECES: Final = re.compile(r"\s+[-–—|·•/@]{1,2}\s+|\s*[|:：]\s+|\s+:\s*")


_INTRODUCED: Final = re.compile(
    r"(?:^|[,.!(] ?|(?i:c'est|it's|this is|i'm|ici|je suis) )([A-ZÀ-Ý][a-zà-ÿ]{2,15}) (?:de|from|at|chez|@) "
    r"((?:(?:[A-ZÀ-Ý][\w'’-]+|&) ?){1,5})(?=$|[\s.,:;!)])"
)


_POST: Final = re.compile(r" (?:position|role|post|vacancy|job|opening)\b")
# What follows "الشركة" in a name: "الشركة الوطنية لتوزيع المحروقات"
_NATIONAL: Final = re.compile(
    r"\s+ال(?:وطني|عمومي|عام|جهوي|ولائي|مركزي|ملكي|حكومي|أهلي|دولي|عربي|إسلامي|جزائري|تونسي|مغربي|ليبي|مصري|سعودي"
    r"|أردني|لبناني|عراقي|كويتي|قطري|عماني|سوداني|يمني|فلسطيني|موريتاني)ة?\b"
)
_BRACKET: Final = re.compile(r"\(([^\s()][^()]{8,90})\)")
_CHEZ: Final = re.compile(r"\bchez ([a-z][\w-]{2,30})\b(?! (?:vous|nous|un|le|la))")
_SMALL: Final = re.compile(r"(?:\b(?:at|from|with|join|chez|de)|@) ([a-z][\w·-]{2,30})\b")


def plain_subject(subject: str) -> str:
    """Return *subject* without "Re:", "TR:", "Fwd:" and warnings of mail gateways."""
    return _REPLY.sub("", subject[:300]).strip()


def company_claims(
    layout: Layout,
    subject: str,
    sender: Address,
    people: Sequence[str],
    signed: Sequence[Signed],
    domains: frozenset[str],
    employers: frozenset[str] = frozenset(),
) -> list[Claim]:
    """Return everything that may name the employer; *employers* are the keys of names known to be one."""
    claims: list[Claim] = []

    def add(name: str | None, weight: float, source: str, evidence: str) -> None:
        if name and not is_person_name(name, people) and not role_like(name):
            said = any(org_word(word) or legal_form(word) for word in name.split())
            said = said or (source == "institution" and is_arabic(name))
            first = name.split()[0]
            if source == "sentence" and is_arabic(first) and is_team(first) and not org_word(first):
                return  # "أقسام المختبرات"
            general = source == "sentence" and name.startswith("ال") and not org_word(first)
            general = general and not org_word(first[2:]) and " لل" not in name
            claims.append(Claim(name, weight + (0.5 if said else 0.0) - (1.5 if general else 0.0), source, evidence))

    rows = [_without_role(one) for one in (*layout.body, *(sentence(row) for row in layout.head))]
    for one in rows:
        for pattern, found in cued(one, "company", "cue", one.languages):
            text, closed = named(one, found, "company")
            if not closed and any(True for _hit in cued(sentence(text[:160]), "company", "job", one.languages)):
                continue
            form = (
                pattern.weight >= 5
                and found.start() == 0
                and len(text.split()) <= 9
                and ":" in one.folded[: found.start("company")]
            )
            add(
                value(text) if form else take_company(text, whole=closed),
                pattern.weight,
                "form" if form else "sentence",
                one.text,
            )
    for one in layout.tail:  # "Cabinet Numidia, pour le compte d'Atlantis Foods"
        for pattern, found in cued(one, "company", "cue", one.languages):
            if pattern.weight > 8:
                text, closed = named(one, found, "company")
                add(take_company(text, whole=closed), pattern.weight, "sentence", one.text)
    if subject:
        head = sentence(subject)
        for pattern, found in cued(head, "company", "subject", LANGUAGES):
            text, closed = named(head, found, "company")
            add(take_company(text, whole=closed), pattern.weight, "subject", f"Subject: {subject}")
        for name in _PIECES.split(subject):
            if like_domain(company_key(name), domains):
                add(take_company(name), 3.0, "subject", f"Subject: {subject}")
    if in_small := _small_sender(sender.name, [subject, *(one.text for one in (*layout.body, *layout.tail))]):
        add(in_small, 4.0, "From", f"From: {sender.name} <{sender.email}>")
    seen = False
    for piece in () if whole_person(sender) else split_sender(sender.name, domains | employers):
        if piece.kind == "company" and company_key(piece.text) not in common("shared_hosts"):
            add(piece.text, 3.5 if piece.sure else 3.0, "From", f"From: {sender.name} <{sender.email}>")
        elif piece.kind == "person" and (seen or (no_reply(sender) and " " not in piece.text)):
            add(take_company(piece.text), 3.0, "From", f"From: {sender.name} <{sender.email}>")
        seen = seen or piece.kind in {"person", "company", "team"}
    for one in (*rows, *layout.tail):
        for name in _institutions(one):
            if one not in layout.body or not _led(one.text.partition(name)[0]):
                add(name, 2.5, "institution", one.text)
        for name in _shaped(one):
            add(name, 3.0, "sentence", one.text)
        for name in with_legal_form(one.text):
            add(name, 2.5, "legal form", one.text)
    if not sender.email and not layout.closed:
        for one in layout.body:
            for found in _INTRODUCED.finditer(one.text):
                if take_person(found[1]) and not is_person_name(found[2], people):
                    add(take_company(found[2]), 3.0, "introduction", one.text)
    for item in signed:
        add(item.name, item.weight, "signature", item.row)
    # "chez brumo" said twice is a name, whatever its letters.
    small_names = [
        found[1] for row in (*layout.head, *(one.text for one in layout.body)) for found in _CHEZ.finditer(row)
    ]
    for row in (*(one.text for one in layout.tail), *layout.head, *(one.text for one in layout.body), subject):
        for name in _named_like(row, domains):
            add(name, 3.0, "written like the domain", row)
        for name in _spelled_like(row, domains):
            add(name, 3.0, "written like the domain", row)
        for small in _SMALL.finditer(row[:1_500]):
            if key(small[1]) in domains or small_names.count(small[1]) > 1:
                add(small[1], 3.0, "written like the domain", row)
    others = {(company_key(name), one.text) for one in layout.body for name in _elsewhere(one)}
    return [claim for claim in claims if (company_key(claim.value), claim.evidence) not in others]


def _elsewhere(one: Sentence) -> Iterator[str]:
    """Yield where somebody works or worked: "the committee chose Dr Marin, formerly of Kansas University"."""
    for _pattern, found in cued(one, "company", "elsewhere", one.languages):
        if name := take_company(named(one, found, "company")[0]):
            yield name


def _without_role(one: Sentence) -> Sentence:
    """Return *one* without a job in brackets, which may hold a place: "(Responsable boutique, Aéroport d'Alger)"."""
    text, folded = one.text, one.folded
    for found in _BRACKET.finditer(text):
        if has_head(found[1].split()[0]):
            blank = " " * len(found.group())
            text = text[: found.start()] + blank + text[found.end() :]
            folded = folded[: found.start()] + blank + folded[found.end() :]
    return one if text is one.text else replace(one, text=text, folded=folded)


def _small_sender(name: str, rows: Sequence[str]) -> str | None:
    """Return a sender's name in small letters that the letter says too: "kindling", "érable numérique"."""
    name = re.sub(r"^[\w' -]{2,30} (?:@|at|from|chez|de chez) (?=[a-z])", "", name)
    words = name.split()
    if not 1 <= len(words) <= 3 or not name.islower() or len(name) < 4 or "@" in name:
        return None
    empty = all_words("company", "noise") | all_words("company", "never") | all_words("person", "team")
    if any(fold(word) in empty for word in words if word != "&") or classify(name).kind in {"rank", "team", "contact"}:
        return None
    said = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    return name if any(said.search(row[:1_500]) for row in rows) else None


def _institutions(one: Sentence) -> Iterator[str]:
    """Yield names that begin with what they are: "University of ...", "مستشفى ...", "Clinique ..."."""
    for token in re.finditer(r"[^\s\"“”«»()]+", one.text):
        word = token.group()
        bare = re.sub(r"^(?:[لبو](?=\w{3})|[lL]['’])", "", word)
        if bare.startswith("ال") and _NATIONAL.match(one.text, token.end()):
            bare = word = bare[2:] if org_word(bare[2:]) else bare  # "الشركة الوطنية ..."
        if not (org_word(word) or org_word(bare)) or not (is_arabic(word) or bare[0].isupper()):
            continue
        start = token.start() + (len(word) - len(bare) if not org_word(word) else 0)
        while not is_arabic(bare) and (before := re.search(r"\b([A-ZÀ-Ý][\w-]+ (?:& )?)$", one.text[:start])):
            first = fold(before[1].split()[0])
            opens = not before.start() and first in all_words("company", "never")
            if opens or first in all_words("language", "stop"):
                break
            start = before.start(1)
        if one.text[:start].endswith(" in ") and start == token.start():
            continue  # "a post in International Relations"
        if is_arabic(bare) and _workplace(one.text[:start], one.text[token.end() :]):
            continue
        name = take_company(one.text[start : start + 140])
        if name and all(org_word(word) or is_team(word) for word in name.split()):
            continue  # "the Assessment Centre"
        if name and one.text[:start].endswith((" our ", " your ")) and fold(name.split()[-1]) in {"office", "branch"}:
            continue
        if name and not role_like(name) and _POST.match(one.text, start + len(name)):
            name = name[: token.end() - start]  # "the Thornbury College Medieval History position"
        if (
            name
            and len(name.split()) > 1
            and not _general(name.split())
            and classify(name).kind not in {"contact", "rank"}
        ):
            yield name


def _led(before: str) -> bool:
    """Tell whether what follows *before* is what somebody leads: "you will meet the Director of Cyber Solutions"."""
    found = re.search(r"(\w+) of $", before)
    return found is not None and (has_head(found[1]) or fold(found[1]) in all_words("person", "rank"))


def _workplace(before: str, after: str) -> bool:
    """Tell whether an Arabic word like "centre" belongs to a job: "قائد فريق مركز اتصال", "أخصائي مختبر"."""
    following = re.match(r"\s+[\"“«]?(\w+)", after)
    if following and (following[1].startswith(("ال", "لل")) or not is_arabic(following[1])):
        return False
    words = before.split()[-2:]
    return any(has_head(word) for word in words) and (len(words) < 2 or has_head(words[-1]) or is_team(words[-1]))


def _general(words: list[str]) -> bool:
    """Tell whether *words* mean any institution: "our company", "an outside agency" (in Arabic: no article, -iya)."""
    ours = re.search(r"(?:نا|كم|ك)$", words[0]) and not org_word(words[0])  # but "بنك"
    office = own_office([fold(word) for word in words])
    return bool(ours or office or re.fullmatch(r"(?!ال)\w+(?:ية|يه)|\W*\d+\W*", words[1]))


def _shaped(one: Sentence) -> Iterator[str]:
    """Yield Arabic names after a preposition that are built like a company's: "في مرسى للخدمات اللوجستية"."""
    for found in re.finditer(r"(?:^| )(?:في|لدى|من|مع|إلى|ب) (\S+ لل\w{3,}.{0,60})", one.text):
        name = take_company(found[1])
        if name and " لل" in name:
            yield name


def _named_like(row: str, domains: frozenset[str]) -> Iterator[str]:
    """Yield the names in *row* that are written like a domain name of the letter."""
    if not domains or len(row) > 1_500:
        return
    end = -1
    for token in re.finditer(r"(?<![\w'’.-])[A-ZÀ-Ý0-9][^\s]*", row):
        if token.start() < end:
            continue
        name = take_company(row[token.start() : token.start() + 140])
        if name and like_domain(company_key(name), domains):
            end = token.start() + len(name)
            yield name


def _spelled_like(row: str, domains: frozenset[str]) -> Iterator[str]:
    """Yield the Arabic names in *row* that a domain name spells in Latin letters: "دوبارة" for "dobara"."""
    if not domains or len(row) > 1_500 or not re.search(r"[\u0620-\u064a]", row):
        return
    words = [word.strip(' .,،;:!?؟"“”«»()') for word in row.split()]
    for domain in domains:
        for first, end in spelled(words, domain):
            start = first - (first > 0 and org_word(words[first - 1]))
            name = take_company(" ".join(words[start:end]), whole=True)
            empty = all_words("reason", "vague") | role_heads()
            if name and (end - start > 1 or fold(name) not in empty):
                yield name


def hosts(text: str, *addresses: Address) -> frozenset[str]:
    """Return the keys of the domain names that are an employer's own: sender's, and those written in the text."""
    found = [address.domain for address in addresses if address.domain]
    found += [match[1].lower() for match in _HOST.finditer(text[:20_000])][:20]
    keys: set[str] = set()
    for host in found:
        labels = [label for label in host.strip(".-").split(".") if label and label not in common("top_domains")]
        main = [label for label in labels if label not in common("sub_domains") and not _RELAY.search(label)]
        if main and main[-1] not in common("shared_hosts"):
            keys.add(key(main[-1]))
        elif len(main) > 1 and main[-1] in common("shared_hosts") and main[-2] not in common("shared_hosts"):
            keys.add(key(main[-2]))
    return frozenset(one for one in keys if len(one) >= 2)


def supported(groups: Iterable[Group], domains: frozenset[str]) -> None:
    """Add a claim to each company that a domain name agrees with."""
    for one in groups:
        names = {claim.value for claim in one.claims}
        initials = {
            key("".join(word[0] for word in name.split() if word[:1].isalnum()))
            for name in names
            if len(name.split()) > 1
        }
        if len(one.key) == 3 and any(name.isupper() for name in names):
            initials |= {domain for domain in domains if domain.startswith(one.key)}  # "ECS" and ecstech.example
        if (
            like_domain(one.key, domains)
            or any(len(domain) >= 3 and domain in initials for domain in domains)
            or any(spells(name, domain) for name in names for domain in domains)
        ):
            one.claims.append(Claim(one.claims[0].value, 3.0, "domain", ", ".join(sorted(domains))))
