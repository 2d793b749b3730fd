"""What adapters of documents say in the metadata, and what of it they read again; no host is needed."""

from cleankit import Chain
from cleankit.integrations.articles import clean_article

TEXT = "Advertisement\nSnow fell."


def test_what_an_earlier_run_said_is_not_read_again():
    known = []

    class Watched(Chain):
        def run(self, source):
            known.append(sorted(source.metadata))
            return super().run(source)

    chain = Watched("article")
    _, said = clean_article(Chain("article"), TEXT, {"shelf": "b"}, offsets=True)
    assert set(said) == {"cleankit_fingerprint", "cleankit_segments"}
    clean_article(chain, TEXT, {"shelf": "b", **said}, offsets=False)
    assert known == [["shelf", "text"]]


def test_an_error_leaves_the_text_and_says_nothing_else():
    def broken(text):
        raise ValueError("no")

    text, said = clean_article(Chain(broken), TEXT, {}, offsets=True)
    assert (text, set(said)) == (TEXT, {"cleankit_error"})
