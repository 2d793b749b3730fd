"""Clean texts in a scikit-learn pipeline. Extra: ``sklearn``.

>>> CleanText().fit_transform(["“Snow” fell.", None])
['"Snow" fell.', None]
"""

from collections.abc import Iterable
from math import isnan
from typing import Any

from sklearn.base import BaseEstimator, TransformerMixin

from cleankit import Chain, ConfigError
from cleankit.integrations.rows import chosen


class CleanText(TransformerMixin, BaseEstimator):
    """A transformer of texts that learns nothing: each as ``chain(text)`` gives it, None stays None.

    An estimator keeps the number of its samples: gates are not applied, and a text that cannot be cleaned
    raises its CleankitError. Chains compare by what they do, so a search over parameters can try several.
    """

    def __init__(self, chain: Chain | None = None) -> None:
        self.chain = chain

    def fit(self, X: Any, y: Any = None) -> "CleanText":  # noqa: N803, ARG002 - the host's names
        """Return the transformer: there is nothing to learn."""
        _checked(X)
        return self

    def transform(self, X: Any) -> Any:  # noqa: N803 - the host's name
        """Return the texts cleaned: an array or Series as such, all else as a list."""
        chain = chosen(self.chain)
        texts = [None if _is_null(text) else chain(text) for text in _checked(X)]
        if hasattr(X, "index") and hasattr(X, "dtype"):  # a Series
            return type(X)(texts, index=X.index, name=X.name, dtype=object)
        if hasattr(X, "dtype"):
            import numpy as np

            return np.array(texts, dtype=object)
        return texts

    def __sklearn_is_fitted__(self) -> bool:
        return True

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.requires_fit = False
        tags.no_validation = True
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        return tags


def _checked(texts: Any) -> Iterable[Any]:
    if isinstance(texts, str | bytes) or getattr(texts, "ndim", 1) != 1:
        raise ConfigError(
            f"sklearn: found {type(texts).__name__} with {getattr(texts, 'ndim', 0)} dimensions; "
            "accepted: a list, array or Series of texts; select one column, as ColumnTransformer does by name"
        )
    found: Iterable[Any] = texts
    return found


def _is_null(text: Any) -> bool:
    return text is None or (isinstance(text, float) and isnan(text)) or type(text).__name__ == "NAType"
