"""Stores with the tables of jobs."""

import pytest

from corpus.store import Store
from service.jobs import prepare


@pytest.fixture
def store(store: Store) -> Store:
    prepare(store)
    return store
