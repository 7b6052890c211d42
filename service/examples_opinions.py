"""Examples of what people say of checks and digests, for the description of the service."""

from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

from corpus.store.opinions import Opinions
from corpus.store.results import CheckGroup, CheckHead
from nlp.check.types import Check, Weights
from nlp.essays import Digest
from service.access import LOCAL
from service.app import Given
from service.collection.checked import judged, place_of
from service.collection.digested import JudgedEssay, JudgedFlag, ReviewedDigest
from service.collection.matrix import matrix_of
from service.collection.rolls import Names
from service.plain import Json, plain

WHEN = datetime(2024, 3, 5, 8, 30, tzinfo=UTC)
PLAN, NOTICE, CHECK, DIGEST = (UUID(int=number) for number in range(11, 15))


def opinion_examples(check: Check, digest: Digest) -> Mapping[str, Mapping[str, Json]]:
    """By method and path, the example of each status."""
    said = {
        f"verdict {place_of(check.requirements[0])}": {"verdict": "covered", "note": "附件里已写明", "who": LOCAL, "at": WHEN.isoformat()}
    }
    made = judged(CHECK, check, Opinions(said, 1, WHEN), Weights())
    head = CheckHead(CHECK, PLAN, NOTICE, None, "0", made.check.score, LOCAL, WHEN)
    essays = tuple(
        JudgedEssay(essay.id, PLAN, 1, tuple(JudgedFlag(flag.code, flag, True, None, LOCAL, WHEN.isoformat()) for flag in essay.flags))
        for essay in digest.essays
    )
    reviewed, flags = plain(made), plain(ReviewedDigest(DIGEST, digest, essays, digest.copies))
    schools = plain(Names("schools", ("明溪小学", "青禾一中"), 1, LOCAL, WHEN))
    return {
        "GET /check-groups": {"200": {"groups": [plain(CheckGroup(NOTICE, None, 1, WHEN))]}},
        "GET /check-matrix": {"200": plain(matrix_of(Given(), [head], [made], ["明溪小学", "青禾一中"]))},
        "GET /checks/{check}/review": {"200": reviewed},
        "PATCH /checks/{check}/review": {"200": reviewed},
        "POST /checks/{check}/changes/{change}/undo": {"200": reviewed},
        "GET /digests/{digest}/review": {"200": flags},
        "PATCH /digests/{digest}/essays/{essay}": {"200": flags},
        "POST /digests/{digest}/essays/{essay}/changes/{change}/undo": {"200": flags},
        "GET /rolls/{roll}": {"200": schools},
        "PUT /rolls/{roll}": {"200": schools},
    }


OPINION_BODIES: Mapping[str, Json] = {
    "PATCH /checks/{check}/review": {"requirement": "R01", "verdict": "covered", "note": "附件里已写明"},
    "PATCH /digests/{digest}/essays/{essay}": {"flag": "too_short", "stands": False, "note": "另有附件"},
    "PUT /rolls/{roll}": {"entries": ["明溪小学", "青禾一中"]},
}
