"""Values as JSON."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from nlp.types import Frequency, Noise
from service.plain import Json, dump, plain


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (True, True),
        (10.0, 10),
        (0.333, 0.333),
        (-2.0, -2),
        (date(2022, 3, 7), "2022-03-07"),
        ((1, 2), [1, 2]),
        ((), []),
        (Noise("x", (0, 3)), {"kind": "x", "span": [0, 3]}),
        (datetime(2022, 3, 7, 8, 30, tzinfo=UTC), "2022-03-07T08:30:00+00:00"),
        (UUID(int=5), "00000000-0000-0000-0000-000000000005"),
        ({"a": (1.0, None)}, {"a": [1, None]}),
        (Frequency("week", interval=2), {"per": "week", "times": 1, "interval": 2}),
    ],
)
def test_plain(value: object, expected: Json) -> None:
    assert plain(value) == expected
    assert type(plain(value)) is type(expected)


def test_chinese_stays_readable_on_one_line() -> None:
    assert dump(("𠮷\n",)) == '["𠮷\\n"]'


def test_what_has_no_form_is_refused() -> None:
    with pytest.raises(TypeError, match="set"):
        plain({1})
