"""A server in front of a store, which fails as it is asked to."""

import http.client
import socket
import struct
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Faults:
    """What is to go wrong: ``wrong(method, path, headers)`` names a fault or None; ``seen`` are requests."""

    def __init__(self):
        self.wrong = lambda method, path, headers: None
        self.seen = []
        self._lock = threading.Lock()

    def of(self, method, path, headers):
        with self._lock:
            self.seen.append((method, path))
            return self.wrong(method, path, headers)


def faulty(host, port):  # noqa: C901 - one branch per fault
    """Return a server that hands requests on to another one, and its faults."""
    faults = Faults()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_):
            pass

        def _handed_on(self):
            body = self._body()
            fault = faults.of(self.command, self.path, self.headers)
            if isinstance(fault, int):
                self.send_response(fault)
                told = b"<Error><Code>Oops</Code><Message>as asked</Message></Error>"
                self.send_header("Content-Length", str(len(told) * (self.command != "HEAD")))
                self.end_headers()
                self.wfile.write(told * (self.command != "HEAD"))
                return
            to = http.client.HTTPConnection(host, port)
            sent = {
                key: value for key, value in self.headers.items() if key.lower() != "transfer-encoding"
            } | ({"Content-Length": str(len(body))} if body else {})
            to.request(self.command, self.path, body, sent)
            answer = to.getresponse()
            data = answer.read()
            to.close()
            self.send_response(answer.status)
            for key, value in answer.getheaders():
                if key.lower() not in ("content-length", "transfer-encoding", "connection", "server", "date"):
                    self.send_header(key, value)
            length = answer.getheader("Content-Length") if self.command == "HEAD" else str(len(data))
            self.send_header("Content-Length", length or "0")
            self.end_headers()
            if fault == "reset":
                self.wfile.write(data[: len(data) // 2])
                self.wfile.flush()
                # Closed at once, what was not read is thrown away: the other end sees a reset.
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.close_connection = True
                self.connection.close()
            elif fault == "stall":
                self.wfile.write(data[: len(data) // 2])
                self.wfile.flush()
                time.sleep(3)
                self.close_connection = True
            elif fault == "slow":
                for at in range(0, len(data), 1 + len(data) // 10):
                    self.wfile.write(data[at : at + 1 + len(data) // 10])
                    self.wfile.flush()
                    time.sleep(0.1)
            else:
                self.wfile.write(data)

        def _body(self):
            if "chunked" not in self.headers.get("Transfer-Encoding", ""):
                return self.rfile.read(int(self.headers.get("Content-Length") or 0))
            pieces = []
            while length := int(self.rfile.readline().split(b";")[0], 16):
                pieces.append(self.rfile.read(length))
                self.rfile.readline()
            while self.rfile.readline().strip():
                pass
            return b"".join(pieces)

        do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = _handed_on  # noqa: N815

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_):  # a connection that was broken on purpose
            pass

    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, faults
