"""Links to what a text is about: a paper, a report, a data set. They say whence it comes.

"Read the full report" on its own is a button; as a Markdown link it holds the address of a source.

>>> leads_to_document("read the full report", "https://example.org/r")
True
>>> leads_to_document("read more", "https://example.org/r"), leads_to_document("report this comment", "/c/7")
(False, False)
"""

from cleankit.text.patterns import lazy

ARCHIVES_RE = lazy(
    r"https?://(?:[\w-]+\.)*(?:arxiv\.org|doi\.org|biorxiv\.org|medrxiv\.org|ssrn\.com|openreview\.net"
    r"|aclanthology\.org|pubmed\.ncbi\.nlm\.nih\.gov|zenodo\.org|osf\.io)/"
)
CALL_RE = lazy(
    r"\b(?:read|view|see|download|get|full|lesen|ansehen|herunterladen|zur|zum|lire|voir|télécharger|consulter"
    r"|leer|ver|descargar|consultar|ler|baixar|leggi|scarica|lees|läs|læs|les|czytaj|pobierz|читать|скачать)\b"
    r"|阅读|閱讀|下载|下載|查看|読む|ダウンロード|보기|읽기|다운로드"
)
DOCUMENT_RE = lazy(
    r"(?<!more )(?<!next )\b(?:paper|report|study|data ?set|preprint|white ?paper|system card|model card"
    r"|bericht|studie|gutachten|rapport|étude|etude|informe|estudio|relatório|estudo|rapporto|onderzoek"
    r"|raport|badanie|отч[её]т|доклад|исследование)\b|报告|報告|论文|論文|보고서|논문"
)


def leads_to_document(label: str, target: str) -> bool:
    """Say whether a link, given folded, calls to read a paper, a report, a study, or leads to an archive."""
    if ARCHIVES_RE.match(target) is not None:
        return True
    return DOCUMENT_RE.search(label) is not None and CALL_RE.search(label) is not None
