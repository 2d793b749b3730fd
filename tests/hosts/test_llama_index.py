"""LlamaIndex: a transformation whose cache goes by the chain, and chunks that lead back to the source."""

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
    WRONG_CHAINS_OR_TOML,
    WRONG_DOCUMENTS,
    check_odd_metadata,
    is_failure,
)

from cleankit import Chain, ConfigError

pytest.importorskip("llama_index.core")

from llama_index.core.ingestion import IngestionCache, IngestionPipeline
from llama_index.core.schema import Document, ImageNode, MetadataMode, TextNode

from cleankit.integrations.llama_index import CleanText, source_span


def test_the_same_as_the_chain():
    nodes = [Document(text=text, id_=str(n), metadata={"n": n}) for n, text in enumerate(TEXTS)]
    for cleaner in (
        CleanText(CHAIN),
        CleanText(CHAIN, offsets=True),
        pickle.loads(pickle.dumps(CleanText(CHAIN))),
    ):
        found = cleaner(nodes)
        assert [one.text for one in found] == CLEAN
        assert [(one.node_id, one.metadata["n"]) for one in found] == [(str(n), n) for n in range(len(TEXTS))]
    assert [one.text for one in nodes] == TEXTS
    assert nodes[0].metadata == {"n": 0}


def test_in_a_pipeline_with_its_cache():
    calls = []

    def count(text):
        calls.append(text)
        return text

    cache = IngestionCache()

    def run(chain):
        documents = [Document(text=DIRTY, id_="a")]
        return IngestionPipeline(transformations=[CleanText(chain)], cache=cache).run(documents=documents)

    chain = Chain("article", count)
    assert [one.text for one in run(chain)] == [CHAIN(DIRTY)]
    assert [one.text for one in run(chain)] == [CHAIN(DIRTY)]
    assert len(calls) == 1
    assert [one.text for one in run(Chain("minimal"))] == [Chain("minimal")(DIRTY)]


def test_saved_and_made_again():
    one = CleanText(Chain("article", "length"), offsets=True)
    again = CleanText.from_dict(one.to_dict())
    assert again.to_dict() == one.to_dict()
    assert again([Document(text="Too short.")]) == []
    other = one.to_dict() | {"fingerprint": "0000000000000000"}
    with pytest.raises(ConfigError, match="made by another version"):
        CleanText.from_dict(other)
    assert CleanText(one.toml)([Document(text=LONG)])[0].text == GATED(LONG)


def test_gates_errors_and_what_models_read(caplog):
    nodes = [TextNode(text="Too short.", id_="a"), TextNode(text=LONG)]
    (found,) = CleanText(GATED)(nodes)
    assert found.text == GATED(LONG)
    assert "cleankit" not in found.get_content(metadata_mode=MetadataMode.LLM)
    assert "cleankit" not in found.get_content(metadata_mode=MetadataMode.EMBED)
    assert f"left out: node 'a': {SHORT}" in caplog.text
    kept = CleanText(GATED, dropped="keep")(nodes)
    assert [one.metadata.get("cleankit_dropped") for one in kept] == [SHORT, None]
    (failed,) = CleanText(FAILING)([TextNode(text="snow")])
    assert failed.text == "snow"
    assert is_failure(failed.metadata["cleankit_error"])


def test_nodes_without_text_pass():
    nodes = [ImageNode(image_url="https://example.org/a.png"), TextNode(text="")]
    assert CleanText(CHAIN)(nodes) == nodes


def test_a_thousand_chunks_lead_back_to_the_source():
    from llama_index.core.node_parser import TokenTextSplitter

    splitter = TokenTextSplitter(chunk_size=14, chunk_overlap=0, tokenizer=str.split)
    documents = [Document(text=text, metadata={"n": n}) for n, text in enumerate(citations.ARTICLES)]
    cleaned = CleanText(CHAIN, offsets=True)(documents)
    clean = {one.metadata["n"]: one.text for one in cleaned}
    chunks = [one for one in splitter(cleaned) if one.start_char_idx is not None]
    assert len(chunks) >= 1000
    for chunk in chunks[:1000]:
        n, start, end = chunk.metadata["n"], chunk.start_char_idx, chunk.end_char_idx
        assert clean[n][start:end] == chunk.text
        citations.check(citations.ARTICLES[n], clean[n], start, end, source_span(chunk.metadata, start, end))


@pytest.mark.parametrize(("chain", "message"), WRONG_CHAINS_OR_TOML)
def test_what_is_no_chain_is_refused(chain, message):
    with pytest.raises(ConfigError, match=message):
        CleanText(chain)


@pytest.mark.parametrize(("documents", "found"), WRONG_DOCUMENTS)
def test_what_is_no_document_is_refused(documents, found):
    with pytest.raises(
        ConfigError, match=f"llama_index: found {found}; accepted: a list of objects of the class"
    ):
        CleanText(CHAIN)(documents)


def test_no_documents_a_huge_one_and_metadata_of_any_kind():
    cleaner = CleanText(CHAIN, offsets=True)
    assert cleaner([]) == []
    huge, odd = cleaner([Document(text=HUGE), Document(text=DIRTY, metadata=ODD_METADATA)])
    assert huge.text == CHAIN(HUGE)
    assert odd.text == CHAIN(DIRTY)
    check_odd_metadata(odd.metadata)


def test_an_unknown_option_is_refused():
    with pytest.raises(ConfigError, match="unknown option 'ofsets'; did you mean 'offsets'"):
        CleanText(ofsets=True)
