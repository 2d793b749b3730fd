"""What a reader of a pack should look at: the few applied rules whose lines could be somebody's words."""

from cleankit.boilerplate.rules.runs import COMPANY
from cleankit.learn.doubts import has_sign, size_of
from cleankit.learn.recurring import Recurring
from cleankit.learn.writing import Entry
from cleankit.text.sentences import has_end_mark

SENTENCES = 0.5  # of a rule's lines


def caution(entry: Entry) -> str:
    """Return why a rule that is applied deserves a second look, or "".

    A rule for lines with an address or a copyright deserves none, and few that are runs do.
    """
    plain = [one for one in entry.members if not has_sign(one.line.key)]
    if not plain or entry.off:
        return ""
    spoken = [one for one in plain if has_end_mark(one.line.key) and size_of(one) != "short"]
    if len(spoken) > SENTENCES * len(plain):
        return "it reads as sentences"
    if entry.table["match"] == "line":
        return "it goes wherever it stands"
    if len(plain) < COMPANY and any(map(_is_beside_text, plain)):
        return "it stands next to the article: is it a name, a place, a heading?"
    return ""


def _is_beside_text(one: Recurring) -> bool:
    return 2 * (one.leads + one.trails) > one.seen
