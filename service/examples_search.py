"""Examples of the search for the description of the service, made from the same notice as the others."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

from corpus.search.compare import compare
from corpus.search.entry import entry_of
from corpus.search.find import Searcher
from corpus.search.index import WordIndex
from corpus.search.options import Options
from corpus.search.similar import relatives
from nlp.types import Analysis
from service.app import Duban
from service.collection.searches import Watched
from service.plain import Json, plain

YEARS = {"2024": "2023", "3月20日": "3月15日"}
"""What last year's version of the notice had instead."""


SINCE = datetime(2024, 3, 5, 8, 30, tzinfo=UTC)


def search_examples(machine: Duban, analysis: Analysis) -> Mapping[str, Mapping[str, Json]]:
    """By method and path, the example of each status."""
    text = analysis.text
    for now, then in YEARS.items():
        text = text.replace(now, then)
    earlier = machine.analyze(text.encode(), f"2023年{analysis.document.name}")
    later, former = (cast(Mapping[str, Any], plain(each)) for each in (analysis, earlier))
    index = WordIndex.open()
    index.add([entry_of(later), entry_of(former)])
    index.commit()
    found = Searcher(index).search("应急演练 年:2024", Options(mode="words"))
    saved = Watched(UUID(int=7), "应急演练", "应急演练 年:2024", "both", 0, SINCE, SINCE)
    return {
        "POST /searches": {"201": plain(saved)},
        "GET /searches": {"200": {"searches": [plain(replace(saved, new=1))]}},
        "GET /searches/{search}/new": {"200": plain(replace(found, took_ms=3.2))},
        "GET /search/suggestions": {"200": {"suggestions": ["科室:安全科", "应急演练 年:2024"]}},
        "GET /search": {"200": plain(replace(found, took_ms=3.2))},
        "GET /documents/{document}/similar": {"200": plain(relatives(entry_of(later), index))},
        "GET /documents/{document}/changes-since/{earlier}": {"200": plain(compare(former, later))},
    }
