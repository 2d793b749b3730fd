"""Statistics of a corpus: how its measures are distributed, and what each gate and rule would take.

>>> from cleankit.io import ReadOptions
>>> from cleankit.stats import stats
>>> stats("LICENSE", options=ReadOptions(format="text")).all.articles
1
"""

from cleankit.stats.options import StatsOptions
from cleankit.stats.run import Stats, stats

__all__ = ["Stats", "StatsOptions", "stats"]
