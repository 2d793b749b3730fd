"""Learn what words say of a line: logistic regression over sites, few weights, each seen on several."""

from collections import Counter, defaultdict
from collections.abc import Iterable

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from benchmarks.training.line_pages import MADE_ROUTES, ROUTES, LabelledPage
from cleankit.boilerplate.model.words import DIGITS_RE, LONGEST, tokens
from cleankit.text.folding import fold

MIN_SITES = 4
STRENGTH = 0.15  # L1: about 700 weights of 20,000 tokens are left
SMALLEST = 0.05
WHOLE = ("html_text", "whole_page")
READ = {*ROUTES, *MADE_ROUTES} - {"markdown"}  # its marks are not words of other routes
FULL_SITE = 100  # different lines; the lines of a bigger site weigh less each


def learn_weights(pages: Iterable[LabelledPage]) -> dict[str, float]:
    """Return the weights of tokens. A line counts once a site, whatever the routes it came by."""
    seen = _lines_by_site(pages)
    sites: dict[str, set[str]] = defaultdict(set)
    for site, key in seen:
        for token in tokens(key):
            sites[token].add(site)
    vocabulary = {
        token: i for i, token in enumerate(sorted(t for t, s in sites.items() if len(s) >= MIN_SITES))
    }
    per_site = Counter(site for site, _ in seen)
    row_of: list[int] = []
    column_of: list[int] = []
    labels: list[int] = []
    importance: list[float] = []
    for (site, key), (kept, dropped, extracted) in seen.items():
        columns = {vocabulary[token] for token in tokens(key) if token in vocabulary}
        row_of += [len(labels)] * len(columns)
        column_of += sorted(columns)
        labels.append(int(dropped > kept))
        importance.append((2.0 if extracted else 1.0) * min(1.0, (FULL_SITE / per_site[site]) ** 0.5))
    matrix = csr_matrix((np.ones(len(row_of)), (row_of, column_of)), shape=(len(labels), len(vocabulary)))
    model = LogisticRegression(penalty="l1", C=STRENGTH, solver="liblinear", max_iter=50, random_state=0)
    model.fit(matrix, labels, sample_weight=importance)
    found = model.coef_[0]
    return {token: round(float(found[i]), 3) for token, i in vocabulary.items() if abs(found[i]) > SMALLEST}


def _lines_by_site(pages: Iterable[LabelledPage]) -> dict[tuple[str, str], list[int]]:
    """Count for each line of a site: kept, dropped, dropped from an extractor's output."""
    seen: dict[tuple[str, str], list[int]] = {}
    for page in pages:
        if page.route not in READ:
            continue
        for text, label in zip(page.texts, page.labels, strict=True):
            if label >= 0 and len(text) <= LONGEST and tokens(key := DIGITS_RE.sub("0", fold(text))):
                counts = seen.setdefault((page.site, key), [0, 0, 0])
                counts[label] += 1
                counts[2] += label == 1 and page.route not in WHOLE
    return seen
