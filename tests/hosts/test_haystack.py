"""Haystack: a component with outputs for what is cleaned, dropped and failed, saved in YAML."""

from inspect import signature

import citations
import pytest
from articles import (
    CHAIN,
    CLEAN,
    DIRTY,
    FAILING,
    GATED,
    HUGE,
    LONG,
    ODD_METADATA,
    SHORT,
    TEXTS,
    WRONG_CHAINS_OR_TOML,
    WRONG_DOCUMENTS,
    check_odd_metadata,
    is_failure,
)

from cleankit import ConfigError

pytest.importorskip("haystack")

from haystack import Document, Pipeline
from haystack.components.preprocessors import DocumentSplitter

from cleankit.integrations.haystack import CleanText, source_span


def test_the_same_as_the_chain():
    documents = [Document(content=text, meta={"n": n}) for n, text in enumerate(TEXTS)]
    for cleaner in (CleanText(CHAIN), CleanText(CHAIN, offsets=True)):
        found = cleaner.run(documents=documents)
        assert [one.content for one in found["documents"]] == CLEAN
        assert [one.id for one in found["documents"]] == [one.id for one in documents]
        assert [one.meta["n"] for one in found["documents"]] == list(range(len(TEXTS)))
        assert found["dropped"] == found["failed"] == []
    assert [one.content for one in documents] == TEXTS
    assert documents[0].meta == {"n": 0}


def test_what_is_dropped_what_fails_and_what_has_no_text():
    empty = Document(content=None, meta={"image": True})
    found = CleanText(GATED).run(documents=[Document(content="Too short."), Document(content=LONG), empty])
    assert [one.content for one in found["documents"]] == [GATED(LONG), None]
    assert [one.meta["cleankit_dropped"] for one in found["dropped"]] == [SHORT]
    found = CleanText(FAILING).run(documents=[Document(content="snow"), Document(content=DIRTY)])
    assert [one.content for one in found["failed"]] == ["snow"]
    assert is_failure(found["failed"][0].meta["cleankit_error"])
    assert [one.content for one in found["documents"]] == [CHAIN(DIRTY)]


def test_a_pipeline_goes_through_yaml():
    pipeline = Pipeline()
    pipeline.add_component("clean", CleanText(GATED, offsets=True))
    allow = "allowed_modules" in signature(Pipeline.loads).parameters  # asked for since Haystack 3
    trusted = {"allowed_modules": ["cleankit.integrations.haystack"]} if allow else {}
    copy = Pipeline.loads(pipeline.dumps(), **trusted)
    assert copy.get_component("clean").chain == GATED
    documents = [Document(content=LONG), Document(content="Too short.")]
    assert copy.run({"clean": {"documents": documents}}) == pipeline.run({"clean": {"documents": documents}})
    with pytest.raises(ConfigError, match="cannot be written to TOML"):
        CleanText(FAILING).to_dict()


def test_a_thousand_chunks_lead_back_to_the_source():
    documents = [Document(content=text, meta={"n": n}) for n, text in enumerate(citations.ARTICLES)]
    cleaned = CleanText(CHAIN, offsets=True).run(documents=documents)["documents"]
    clean = {one.meta["n"]: one.content for one in cleaned}
    splitter = DocumentSplitter(split_by="word", split_length=8)
    splitter.warm_up()
    chunks = splitter.run(documents=cleaned)["documents"]
    assert len(chunks) >= 1000
    for chunk in chunks[:1000]:
        n, start = chunk.meta["n"], chunk.meta["split_idx_start"]
        end = start + len(chunk.content)
        assert clean[n][start:end] == chunk.content
        citations.check(citations.ARTICLES[n], clean[n], start, end, source_span(chunk.meta, start, end))


@pytest.mark.parametrize(("chain", "message"), WRONG_CHAINS_OR_TOML)
def test_what_is_no_chain_is_refused(chain, message):
    with pytest.raises(ConfigError, match=message):
        CleanText(chain)


@pytest.mark.parametrize(("documents", "found"), WRONG_DOCUMENTS)
def test_what_is_no_document_is_refused(documents, found):
    with pytest.raises(
        ConfigError, match=f"haystack: found {found}; accepted: a list of objects of the class"
    ):
        CleanText(CHAIN).run(documents)


def test_no_documents_a_huge_one_and_metadata_of_any_kind():
    cleaner = CleanText(CHAIN, offsets=True)
    assert cleaner.run([]) == {"documents": [], "dropped": [], "failed": []}
    huge, odd = cleaner.run([Document(content=HUGE), Document(content=DIRTY, meta=ODD_METADATA)])["documents"]
    assert huge.content == CHAIN(HUGE)
    assert odd.content == CHAIN(DIRTY)
    check_odd_metadata(odd.meta)
