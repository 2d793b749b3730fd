"""LangChain: documents cleaned, ids and metadata kept, chunks that lead back to the source."""

import asyncio
import pickle

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
    WRONG_CHAINS,
    WRONG_DOCUMENTS,
    check_odd_metadata,
    is_failure,
)

from cleankit import ConfigError

pytest.importorskip("langchain_core")

from langchain_core.documents import Document

from cleankit.integrations.langchain import CleanText, source_span

ALSO_NEEDS = ["langchain-text-splitters>=0.3"]


def test_the_same_as_the_chain():
    documents = [Document(text, id=str(n), metadata={"n": n}) for n, text in enumerate(TEXTS)]
    for cleaner in (
        CleanText(CHAIN),
        CleanText(CHAIN, offsets=True),
        pickle.loads(pickle.dumps(CleanText(CHAIN))),
    ):
        found = cleaner.transform_documents(documents)
        assert [one.page_content for one in found] == CLEAN
        assert [(one.id, one.metadata["n"]) for one in found] == [(str(n), n) for n in range(len(TEXTS))]
        assert all(one.metadata["cleankit_fingerprint"] == CHAIN.fingerprint for one in found)
    assert [one.page_content for one in documents] == TEXTS
    assert documents[0].metadata == {"n": 0}
    found = asyncio.run(CleanText(CHAIN).atransform_documents(documents[:3]))
    assert [one.page_content for one in found] == CLEAN[:3]


def test_gates(caplog):
    documents = [Document("Too short.", id="a"), Document(LONG)]
    gone = []
    found = CleanText(GATED, on_dropped=gone.append).transform_documents(documents)
    assert [one.page_content for one in found] == [GATED(LONG)]
    assert [one.metadata["cleankit_dropped"] for one in gone] == [SHORT]
    assert f"left out: document 'a': {SHORT}" in caplog.text
    found = CleanText(GATED, dropped="keep").transform_documents(documents)
    assert [one.metadata.get("cleankit_dropped") for one in found] == [SHORT, None]


def test_errors(caplog):
    found = CleanText(FAILING).transform_documents([Document("snow"), Document(DIRTY)])
    assert found[0].page_content == "snow"
    assert is_failure(found[0].metadata["cleankit_error"])
    assert found[1].page_content == CHAIN(DIRTY)
    assert "not cleaned" in caplog.text


def test_a_thousand_chunks_lead_back_to_the_source():
    splitters = pytest.importorskip("langchain_text_splitters")
    documents = [Document(text, metadata={"n": n}) for n, text in enumerate(citations.ARTICLES)]
    found = CleanText(CHAIN, offsets=True).transform_documents(documents)
    splitter = splitters.RecursiveCharacterTextSplitter(chunk_size=60, chunk_overlap=0, add_start_index=True)
    chunks = splitter.split_documents(found)
    assert len(chunks) >= 1000
    clean = {one.metadata["n"]: one.page_content for one in found}
    for chunk in chunks[:1000]:
        said, start = chunk.metadata, chunk.metadata["start_index"]
        end = start + len(chunk.page_content)
        assert clean[said["n"]][start:end] == chunk.page_content
        span = source_span(said, start, end)
        citations.check(citations.ARTICLES[said["n"]], clean[said["n"]], start, end, span)


def test_wrong_options():
    with pytest.raises(ConfigError, match="dropped: found 'drop'; accepted"):
        CleanText(dropped="drop")
    with pytest.raises(ConfigError, match="unknown options ofsets"):
        CleanText().transform_documents([], ofsets=True)
    with pytest.raises(ConfigError, match="on_dropped: found str; accepted: a function"):
        CleanText(on_dropped="log")


@pytest.mark.parametrize(("chain", "message"), WRONG_CHAINS)
def test_what_is_no_chain_is_refused(chain, message):
    with pytest.raises(ConfigError, match=message):
        CleanText(chain)


@pytest.mark.parametrize(("documents", "found"), WRONG_DOCUMENTS)
def test_what_is_no_document_is_refused(documents, found):
    with pytest.raises(
        ConfigError, match=f"langchain: found {found}; accepted: a list of objects of the class"
    ):
        CleanText(CHAIN).transform_documents(documents)


def test_no_documents_a_huge_one_and_metadata_of_any_kind():
    cleaner = CleanText(CHAIN, offsets=True)
    assert cleaner.transform_documents([]) == []
    huge, odd = cleaner.transform_documents([Document(HUGE), Document(DIRTY, metadata=ODD_METADATA)])
    assert huge.page_content == CHAIN(HUGE)
    assert odd.page_content == CHAIN(DIRTY)
    check_odd_metadata(odd.metadata)
