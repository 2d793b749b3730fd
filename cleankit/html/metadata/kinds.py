"""What a page says that it is: the type of its JSON-LD object, or its og:type."""

from cleankit.html.metadata.gather import Stated
from cleankit.html.metadata.jsonld import Graph, Object, is_article, types

# Types of whole pages that are no articles; objects of other types stand inside articles too.
PAGES = frozenset(
    (
        "CollectionPage", "SearchResultsPage", "QAPage", "FAQPage", "ContactPage", "AboutPage", "ProfilePage",
        "CheckoutPage", "Product", "ProductGroup", "JobPosting", "SoftwareApplication", "LocalBusiness",
    )
)  # fmt: skip
VAGUE = frozenset(("website", "object", "other", "page", "webpage"))


def stated_type(stated: Stated, graph: Graph, article: Object) -> tuple[str | None, str]:
    """Return the type of a page and its source; None if it says nothing, or only that it is a page.

    An article's object comes first: what else an article has, as a product that it reviews, is no page.
    """
    if is_article(article):
        return types(article)[0], "json-ld"
    found = stated.first("og:type")
    if found and found[0].strip().lower() not in VAGUE:
        return found[0].strip(), "meta og:type"
    for value in graph.objects:
        for name in types(value):
            if name in PAGES:
                return name, "json-ld"
    return None, ""
