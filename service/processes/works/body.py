"""What leaves a process: objects of the contract, as JSON."""

from collections.abc import Mapping

from service.plain import Json, plain

Body = Mapping[str, Json]


def body_of(value: object) -> Body:
    body = plain(value)
    assert isinstance(body, dict)
    return body
