"""How the tests here write web archives: by hand, so that they can be wrong."""

import gzip

STORY = (
    "The harbour of the town was closed on Friday because of the storm, the harbour master said.",
    "Four ships had to wait outside until Saturday, and one of them turned back to its last port.",
    "Nobody was hurt, but the two cranes on the old quay fell and have to be taken down now.",
)


def page(title="Storm", text=STORY):
    body = "".join(f"<p>{line}</p>" for line in text)
    return (
        f"<html><head><title>{title}</title></head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>{title}</h1>{body}</article></body></html>"
    )


def http(body, *headers, status="200 OK", kind="text/html; charset=utf-8"):
    lines = [f"HTTP/1.1 {status}", *([f"Content-Type: {kind}"] if kind else []), *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + (body if isinstance(body, bytes) else body.encode())


def record(kind, data, number=0, length=None, **headers):
    fields = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{number:04}>",
        "WARC-Date": "2024-11-22T10:00:00Z",
        "WARC-Target-URI": f"https://harbour.example/{number}",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": len(data) if length is None else length,
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value is not None)
    return b"WARC/1.0\r\n" + head.encode() + b"\r\n" + data + b"\r\n\r\n"


def response(number=0, body=None, *headers, **said):
    return record("response", http(page() if body is None else body, *headers, **said), number)


def packed(records):
    return b"".join(gzip.compress(one, mtime=0) for one in records)
