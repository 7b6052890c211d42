"""A service with a collection, for tests: requests by a person who has entered, and analyses put in by hand."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from time import time
from typing import Any, cast
from uuid import UUID

from httpx import Response

from corpus.store import Store, Stored, Upload, put_document, save_analysis, save_text
from service.access import LOCAL, Signer
from service.api import create_app
from service.collection.house import Collection
from service.jobs.schema import prepare
from service.plain import plain
from service.settings import Settings
from tests.service.conftest import TEXT, made
from tests.service.test_api import Client

SECRET = "a secret that only tests know, of 32 characters"


class House(Client):
    """`person` is whose token every request bears; without one nobody asks."""

    def __init__(self, store: Store, folder: Path, *, person: str | None = LOCAL, **settings: Any) -> None:
        prepare(store)
        self.settings = Settings(log_dir=folder, cache_dir=folder, data_dir=folder, **settings)
        self.collection = Collection(store, self.settings)
        self.person = person
        super().__init__(create_app(self.settings, self.collection, secret=SECRET))

    def request(self, method: str, url: str, **body: Any) -> Response:
        headers = {**self.entering(), **body.pop("headers", {})}
        return super().request(method, url if url.startswith("/") else f"/api/v1/{url}", headers=headers, **body)

    def entering(self) -> dict[str, str]:
        """The header by which the person enters."""
        if self.person is None:
            return {}
        return {"Authorization": f"Bearer {Signer(SECRET).issue('token', self.person, until=time() + 3600)}"}

    def upload(self, data: bytes = TEXT.encode(), name: str = "通知.txt", **form: str) -> Response:
        return self.post("documents", files={"file": (name, data)}, data=form)


def analysed(store: Store, name: str = "通知.txt", *, data: bytes = TEXT.encode(), sender: str = "本机") -> Stored:
    """A document with the analysis that tests/service/conftest.py makes by hand."""
    with store.begin() as connection:
        held = put_document(connection, Upload(name=name, sender=sender, blob=store.blobs.put(BytesIO(data))))
        save_by_hand(store, connection, held.id, name)
    return held


def save_by_hand(store: Store, connection: Any, identity: UUID, name: str) -> None:
    del store
    analysis = made(name)
    body = cast(dict[str, object], plain(replace(analysis, ruleset="0-test")))
    save_text(connection, identity, "0-test", {"text": TEXT})
    save_analysis(connection, identity, body)
