"""Rule packs: lines that scrapers leave behind, as data.

>>> from cleankit.document import Lines
>>> load_rules(["any", "en"]).judge(Lines(["Show comments", "US"]))[0].rule
'en:comments-show'
"""

from cleankit.boilerplate.rules.packs import load_rules, pack_names
from cleankit.boilerplate.rules.ruleset import RuleSet

__all__ = ["RuleSet", "load_rules", "pack_names"]
