"""What each site repeats, once: the text that a pack takes out of every document, kept beside them."""

import json
from collections.abc import Iterable, Iterator

from cleankit.learn.writing import Entry


def as_jsonl(rules: Iterable[Entry], by: str) -> Iterator[str]:
    """Yield a JSON object for each rule: its site or source, its lines, and how often they were.

    ``documents`` have a line of it, ``of`` is how many there are (copies count once), ``fires_in`` says from
    how many it was taken, ``lines`` how many lines that were; ``off`` is why a rule is not applied, or null.
    """
    for rule in rules:
        own = {by: rule.group.name} if by != "all" else {}
        told = {
            **own,
            "rule": rule.name,
            "text": "\n".join(rule.lines),
            "documents": max(one.count for one in rule.members),
            "of": rule.group.documents,
            "fires_in": rule.fired.documents,
            "lines": rule.fired.lines,
            "off": rule.off or None,
        }
        yield json.dumps(told, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")
