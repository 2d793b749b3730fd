# mypy: disable-error-code="import-untyped,import-not-found"
"""Text in, out True where the gate lets it pass."""

from collections.abc import Callable

from benchmarks.peers.works import Work, each


def cleankit() -> Work:
    from cleankit import Chain

    chain = Chain("gopher-repetition", "gopher-quality", "fineweb-quality")
    return each(lambda record: chain.run(record["text"]).dropped is None)


def datatrove() -> Work:
    from datatrove.data import Document
    from datatrove.pipeline.filters import FineWebQualityFilter, GopherQualityFilter, GopherRepetitionFilter

    gates = [GopherRepetitionFilter(), GopherQualityFilter(), FineWebQualityFilter()]
    return each(lambda record: all(gate.filter(Document(record["text"], "")) is True for gate in gates))


GATES: dict[str, Callable[[], Work]] = {"cleankit": cleankit, "datatrove": datatrove}
