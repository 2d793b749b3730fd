"""The name of a site in the titles of its pages, where something else on the page confirms it."""

from collections.abc import Sequence

from cleankit.html.metadata.agreement import agreement, words
from cleankit.html.metadata.titles import GENERIC, HEADING_AGREES, parts_of

MAX_SITE = 60


def site_in_title(title: str | None, heading: str | None, confirm: "Confirm") -> str | None:
    """Return the part of a page's title that names its site: the last or first one that is confirmed."""
    if not title:
        return None
    parts = parts_of(title)
    if len(parts) < 2:
        return None
    if heading and len(parts) == 2 and words(parts[0]) == words(heading) and _may_be_site(parts[1]):
        return parts[1]
    last, first = parts[-1], parts[0]
    if _names_site(last, first, heading, confirm, is_last=True):
        return last
    return first if _names_site(first, last, heading, confirm, is_last=False) else None


def _names_site(part: str, rest: str, heading: str | None, confirm: "Confirm", *, is_last: bool) -> bool:
    """Say whether a part of a title names the site rather than the article, as the rest does."""
    agrees, is_known = (
        heading is not None and agreement(text, heading) >= HEADING_AGREES for text in (part, rest)
    )
    if agrees and not (is_last and len(part) < len(rest) and confirm.by_host(part)):
        return False  # unless it is a site's name that is marked up as a headline, on every page
    if not is_known and (len(part) > len(rest) if is_last else len(part) >= len(rest)):
        # The headline stands on the page too, and may name what the host names.
        return is_last and len(part) <= MAX_SITE and confirm.by_host(part)
    return len(part) <= MAX_SITE and confirm(part)


def _may_be_site(part: str) -> bool:
    return 1 <= len(words(part)) <= 5 and part.casefold() not in GENERIC and not part[:1].islower()


class Confirm:
    """Says whether a name is a site's: it agrees with the host, or stands on the page as a short text."""

    def __init__(self, host: str | None, shorts: Sequence[str] = ()) -> None:
        self.labels = [
            label for label in (host or "").lower().split(".")[:-1] if len(label) > 2 and label != "www"
        ]
        self.shorts = shorts

    def __call__(self, name: str) -> bool:
        own = words(name)
        if not own:
            return False
        return self.by_host(name) or any(
            own[0] in short.casefold() and words(short) == own for short in self.shorts
        )

    def by_host(self, name: str) -> bool:
        """Say whether a name agrees with the host."""
        own = words(name)
        if not own:
            return False
        squeezed = "".join(own)
        initials = "".join(word[0] for word in own)
        return any(
            label.replace("-", "") in squeezed
            or (len(squeezed) >= 4 and squeezed in label.replace("-", ""))
            or (len(initials) >= 3 and initials == label)
            for label in self.labels
        )
