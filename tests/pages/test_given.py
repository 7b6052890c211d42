"""What a passage that was selected says: the time of the text around it, or its own."""

from datetime import date
from functools import partial

import pytest

from nlp.timex import find_times
from service.pages.review.given import picked

TEXT = "请于本周五（11月27日）前报名单，3月7日前报方案，3月11日至4月20日开展自查，2027年5月6日前总结。"
read = partial(find_times, issued=date(2026, 11, 20))


@pytest.mark.parametrize(
    ("words", "text", "start", "end"),
    [
        ("11月27日", "本周五（11月27日）前", None, "2026-11-27"),
        ("3月7日", "3月7日前", None, "2027-03-07"),
        ("3月11日", "3月11日至4月20日", "2027-03-11", "2027-04-20"),
        ("4月20日", "3月11日至4月20日", "2027-03-11", "2027-04-20"),
        ("5月6日", "2027年5月6日前", None, "2027-05-06"),
        ("请于本周五（11月27日）前报", "本周五（11月27日）前", None, None),
        ("名单", "名单", None, None),
    ],
)
def test_a_passage_is_the_time_around_it_unless_it_names_another_day(words: str, text: str, start: str | None, end: str | None) -> None:
    at = TEXT.index(words)
    found = picked(TEXT, (at, at + len(words)), "deadlines", read(TEXT), read)
    assert found["text"] == text
    assert TEXT[slice(*found["span"])] == text
    if end:
        assert (found["start"], found["end"]) == (start, end)
