"""What stands around the session: what to prepare, the ground rules, distress, refusals of weeks ago, what stays
private (R2, R3, R11, R12).

Nothing here asks a facilitator to judge how someone is: it says what to do, whatever is behind it.
"""

from __future__ import annotations

from typing import Final

from workbook.words import Text, _

RULES: Final = (
    _("What is said here stays here. No photos, no recordings, no names of people or companies outside."),
    _("Everyone may pass, each time, without a reason."),
    _("What you write is yours. Nobody reads it, not even whoever leads."),
    _("We ask before we advise."),
    _("We talk about what happened. We do not rate people, ourselves included."),
    _("Anyone may go out and come back, or go home."),
)

ROOM: Final = (
    _("Up to twelve people for one facilitator. For thirty: three rooms, or two people who lead and two halves."),
    _("Two of you, always: one leads, the other can go out with someone."),
    _("Places to sit in pairs without being heard. No rows, and no seat with its back to the door."),
    _("A quiet place close by, with two chairs, water and a door that closes."),
    _("Nobody who hires, or decides about support, is in the room. Coming or not has no effect on anything."),
    _("Paper for everyone, also where there are computers: not everyone likes to type, and power can fail."),
    _("Look up the emergency number and the nearest doctor on duty, call to check, and write them on the first page."),
)

PRINTS: Final[tuple[tuple[Text, Text, str], ...]] = (
    (_("The worksheet"), _("one for each person, and three more"), "workbook worksheet"),
    (_("This guide"), _("one for each who leads"), "workbook guide"),
    (_("The ground rules (in this guide)"), _("one, written out large, for the wall"), ""),
    (_("The page on distress (in this guide)"), _("one for each who leads, in the pocket"), ""),
    (_("Pens, cards for names, a marker, water, tissues at the side"), _("enough for all"), ""),
)

NUMBERS: Final = (
    _("Emergency services here"),
    _("The nearest doctor on duty"),
    _("Who leads with me, and their number"),
)

DISTRESS: Final = (
    _("Tears alone are no emergency. A glass of water, a nod, and time are often enough."),
    _("If someone goes silent, shakes, breathes fast or wants to leave: go there yourself, slowly, and speak low."),
    _("Ask one thing, with a choice: “Shall we go out for a moment, or would you like to stay and rest?”"),
    _("The other one goes on with the group and says nothing about it. Nobody is stopped on the way out."),
    _("In the quiet place: sit at their side. Listen more than you talk. No why, no advice, no “it will be fine”."),
    _("Ask: “Who does you good? Shall we call them now?” Stay until that person is there or on the line."),
    _("Offer to stop for today. Their sheets go with them. They may come back another time."),
)
DANGER: Final = (
    _("Someone says that they do not want to live, or may hurt themselves or others. Or you are not sure."),
    _("Take it seriously. You may ask them plainly; asking does no harm."),
    _("Stay with them. Do not leave them alone, not for a minute, and do not promise to keep it secret."),
    _("Call the emergency services, or have the other one call. Then call the person they trust."),
)
AFTERWARDS: Final = (
    _("Do not write down who it was or what was said. Not on paper, not in a file."),
    _("Talk with the other one about how it was for the two of you. Leading such a day costs something."),
    _("You are not a doctor, and you need not be one. To have been there and to have called was your part."),
)

WEEKS_AGO: Final = (
    _(
        "Most people in a workshop were turned down weeks or months ago. Take the clock out: nobody is late for"
        " anything."
    ),
    _("Memory has faded. Only what is still there is written down; “I don't know” is an answer."),
    _(
        "The feeling may be weak by now: then its words are skipped. It may also come back sharply in the room: then"
        " stop."
    ),
    _("With several refusals, take one to work with: a recent one, or one to learn from. Never the worst one."),
    _("Where no answer ever came, the silence is the answer. The form has a choice for it."),
    _("Someone turned down this week does the first two forms and may rest. Looking at it closely can wait some days."),
)

PRIVATE: Final = (
    _("You hold no private answers. Do not collect sheets, and do not look over shoulders."),
    _(
        "Whoever wants to hand something over does it later, alone: “A file for a counsellor”, on the page of the "
        "plan, shows first what goes out."
    ),
    _("You put these files into one folder; workbook collect makes the tables of the group from them."),
    _("No table is made of fewer than five people. Do not draw up one of your own from memory."),
    _("On a shared computer, everyone ends with “Finish and wipe” on the first page."),
)
