"""What the benchmark of abstracts reads and makes up."""

from tests.benchmarks.digest import LENGTH, made_up
from tests.benchmarks.readings import own, shared


def test_every_reading_has_what_is_measured() -> None:
    assert len(own()) >= 25
    assert all(reading.text and reading.notice and reading.abstract and reading.keys for reading in (*own(), *shared()))


def test_made_up_essays_are_as_long_as_they_say_and_each_hundredth_is_copied() -> None:
    texts = [text.split("\n", 2)[2] for text in made_up(101)]
    assert {LENGTH <= len(text) <= LENGTH + 2 for text in texts} == {True}
    assert texts[99][-250:] == texts[98][-250:]
    assert texts[98][-20:] not in texts[97]
    assert list(made_up(3)) == list(made_up(3))
