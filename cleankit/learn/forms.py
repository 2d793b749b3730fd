"""Documents of one form: notices, obituaries, recipes share lines that are their own."""

from collections.abc import Iterator, Sequence

from cleankit.boilerplate.rules.runs import COMPANY
from cleankit.learn.doubts import HALF, has_sign, is_known
from cleankit.learn.finding import Finding, is_speech, is_spoken, share_of
from cleankit.learn.groups import Group
from cleankit.text.sentences import has_end_mark

NEAR = 3  # lines next to the article that may be of a form
SIGNATURE = 2  # lines
LEAST_FORM = 2  # lines that may be the article's own, in half of the documents
FORM = "the documents are of one form, and it may be of it"


def is_form(known: Sequence[Finding], group: Group) -> bool:
    """Say whether documents are of one form: half of them share lines that may be the article's own."""
    own = [one for one in known if one.off and share_of(one, group) >= HALF]
    return sum(not is_known(one.members[0].line.text) for one in own) >= LEAST_FORM


def without_form(known: Sequence[Finding]) -> Iterator[Finding]:
    """Yield findings; what stands alone at an end of documents of one form may be of it, too.

    An end where a menu or a footer stands is the site's.
    """
    split = [part for one in known for part in _without_speech(one)]
    ends = {one.where for one in split if one.match == "run" and len(one.members) >= COMPANY}
    for one in split:
        is_sure = len(one.members) >= COMPANY or one.where in ends
        if one.off or is_sure or any(map(has_sign, _keys(one))):
            yield one
        else:
            yield from (Finding("line", one.where, (member,), off=FORM) for member in one.members)


def _without_speech(one: Finding) -> Iterator[Finding]:
    """Yield a run without the lines that may be of a form, and these switched off."""
    if one.off or one.match != "run":
        yield one
        return
    own = _of_form(one)
    if labels := tuple(member for member, is_own in zip(one.members, own, strict=True) if not is_own):
        yield one._replace(members=labels)
    for member, is_own in zip(one.members, own, strict=True):
        if is_own:
            yield Finding("line", one.where, (member,), off=FORM)


def _of_form(run: Finding) -> list[bool]:
    """Say of each line of a run whether it may be of a form.

    Of a run of sentences all of them may be, of a menu or footer those next to the article. What stands right
    above these at the head is their heading; what follows at the tail may be a signature: a name and an
    office.
    """
    keys = _keys(run)
    own = [not has_sign(key) and (is_speech(key) or has_end_mark(key)) for key in keys]
    if not is_spoken(run.members):
        near = {"head": range(len(own) - NEAR, len(own)), "tail": range(NEAR)}.get(run.where, range(0))
        own = [is_own and i in near for i, is_own in enumerate(own)]
    if run.where == "head" and own[-1] and not all(own):
        own[len(own) - own[::-1].index(False) - 1] = True
    if run.where == "tail" and own[0]:
        labels = [i for i, is_own in enumerate(own) if not is_own]
        for i in labels[:SIGNATURE]:
            own[i] = own[i - 1] and not has_sign(keys[i])
    return own


def _keys(one: Finding) -> list[str]:
    return [member.line.key for member in one.members]
