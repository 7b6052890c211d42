"""A server that does nothing but take uploads: PUT /name, the row and its job in one transaction, 202 when it is durable.

python -m tests.service.jobs.sender FOLDER PORT [DATABASE_URL]
"""

import io
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

from corpus.store import DuplicateError, Store, StoreError, Upload, open_store, put_document
from service.jobs import enqueue, prepare


class Handler(BaseHTTPRequestHandler):
    store: Store

    def do_PUT(self) -> None:  # the name that http.server looks for
        status, body = self._take(self.rfile.read(int(self.headers["Content-Length"])), unquote(self.path[1:]))
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def _take(self, data: bytes, name: str) -> tuple[int, str]:
        try:
            blob = self.store.blobs.put(io.BytesIO(data))
            with self.store.begin() as connection:
                held = put_document(connection, Upload(name=name, sender="测试", blob=blob))
                enqueue(connection, held.id)
        except DuplicateError as error:
            return 409, str(error.document)
        except StoreError as error:
            return 503, error.code
        return 202, str(held.id)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  # as in the base class
        """Says nothing."""


def main() -> None:
    folder, port, *url = sys.argv[1:]
    with open_store(Path(folder), url=url[0] if url else None) as store:
        prepare(store)
        Handler.store = store
        ThreadingHTTPServer(("127.0.0.1", int(port)), Handler).serve_forever()


if __name__ == "__main__":
    main()
