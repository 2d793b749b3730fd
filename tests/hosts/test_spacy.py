"""spaCy: texts are cleaned before they are read, and spans lead back to the source."""

import citations
import pytest
from articles import CHAIN, CLEAN, DIRTY, FAILING, GATED, SHORT, TEXTS, is_failure

spacy = pytest.importorskip("spacy")

from spacy.tokens import Doc  # noqa: E402

from cleankit.integrations.spacy import clean_first, source_span  # noqa: E402

SLOW = True


@pytest.fixture
def nlp():
    return clean_first(spacy.blank("en"), CHAIN)


def test_the_same_as_the_chain(nlp):
    assert [doc.text for doc in nlp.pipe(TEXTS)] == CLEAN
    assert [doc.text for doc in nlp.pipe(TEXTS[:40], n_process=2)] == CLEAN[:40]


def test_a_thousand_spans_lead_back_to_the_source(nlp):
    count = 0
    for source in citations.ARTICLES:
        doc = nlp(source)
        for first in range(0, len(doc) - 8, 8):
            span = doc[first : first + 8]
            citations.check(source, doc.text, span.start_char, span.end_char, source_span(span))
            count += 1
    assert count >= 1000


def test_gates_and_errors():
    doc = clean_first(spacy.blank("en"), GATED)("Too short.")
    assert doc.text == "Too short."
    assert doc.user_data["cleankit"]["dropped"] == SHORT
    doc = clean_first(spacy.blank("en"), FAILING)("rain and snow")
    assert doc.text == "rain and snow"
    assert is_failure(doc.user_data["cleankit"]["error"])
    assert source_span(doc[2:3]) == (9, 13)


def test_docs_and_pipelines_are_saved(nlp, tmp_path):
    doc = nlp(DIRTY)
    copy = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert source_span(copy[1:3]) == source_span(doc[1:3])
    assert source_span(copy) == source_span(doc)
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path / "nlp")
    again = spacy.load(tmp_path / "nlp")
    assert again(DIRTY).text == DIRTY
    assert clean_first(again, CHAIN)(DIRTY).text == CHAIN(DIRTY)
    assert spacy.blank("en").from_bytes(nlp.to_bytes())(DIRTY).text == DIRTY


def test_a_doc_of_another_pipeline_leads_to_itself():
    doc = spacy.blank("en")("One two")
    assert source_span(doc[1:2]) == (4, 7)
