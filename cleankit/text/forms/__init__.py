"""The form of each line of a text: part of a sentence, code, verse, a row, an item, a turn, a label.

Forms are found by shape alone, in every script: by where lines end, how long they are, what stands above
and below. No word is known here. What a line says comes second: "More" that goes on below as "than a
hundred people came." is no link, whatever a list of phrases says.

>>> forms = Forms(["Two things help:", "", "- Play", "- Pause", "", "More", "than a hundred people came."])
>>> [forms.of(i) for i in range(7)]
[('prose',), (), ('item', 'announced'), ('item', 'announced'), (), ('wrapped',), ('wrapped',)]
"""

from cleankit.text.forms.forms import KEPT, NAMES, Forms, FormsLeft

__all__ = ["KEPT", "NAMES", "Forms", "FormsLeft"]
