"""What recurs and what is to become of it."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from cleankit.boilerplate.rules.rule import Match
from cleankit.boilerplate.rules.zones import SENTENCE, prose_of, weight_of
from cleankit.learn.doubts import has_sign
from cleankit.learn.groups import Group
from cleankit.learn.recurring import Recurring

Place = Literal["anywhere", "head", "tail"]


class Finding(NamedTuple):
    """Lines that recur, and what is to become of them; ``off`` is why they are not applied, or ""."""

    match: Match
    where: Place
    members: tuple[Recurring, ...]
    between: tuple[Recurring, ...] = ()
    off: str = ""

    @property
    def times(self) -> int:
        """In how many documents the commonest of its lines was."""
        return max(one.count for one in self.members)


def share(one: Recurring, group: Group) -> float:
    """Return the share of the site's documents that have a line."""
    return one.seen / max(1, group.seen)


def share_of(finding: Finding, group: Group) -> float:
    """Return the share of the site's documents that have the commonest line of a finding."""
    return max(share(one, group) for one in finding.members)


def is_spoken(lines: Sequence[Recurring]) -> bool:
    """Say whether most of some lines are sentences."""
    speech = sum(weight_of(one.line.key) for one in lines if is_speech(one.line.key))
    return 2 * speech > sum(weight_of(one.line.key) for one in lines)


def is_speech(key: str) -> bool:
    """Say whether a line is a sentence without an address or a copyright."""
    return prose_of(key) == SENTENCE and not has_sign(key)
