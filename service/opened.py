"""Archives and letters among the inputs of a call, opened: each file in them is an input of its own."""

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from nlp.types import DubanError
from service.errors import code_of
from service.inputs import SUFFIXES, Call, Input, load
from service.settings import Settings

BUNDLES = (".zip", ".eml")


def open_bundles(call: Call, settings: Settings) -> Call:
    """The call with what is in archives and letters in their place; one that cannot be opened fails alone."""
    inputs = tuple(each for item in call.inputs for each in _opened(item, settings))
    return Call(inputs, call.several or len(inputs) > 1, call.notes)


def _opened(item: Input, settings: Settings) -> Sequence[Input]:
    if item.path is None or not _may_hold(item.path):
        return [item]
    try:
        data = load(item, max_bytes=settings.max_upload_bytes)
        return list(_inside(item, data, settings))
    except DubanError as error:
        return [Input(item.path, item.name, fault=(code_of(error), str(error)))]


def _inside(item: Input, data: bytes, settings: Settings) -> Iterator[Input]:
    # The import stands here because the readers take longer to load than most calls, which hold no archive, should wait.
    from service.bundles import room_of, spread

    for inner, name in spread([(data, item.name)], room_of(settings)):
        yield item if name == item.name else Input(item.path, name, data=inner)


def _may_hold(path: PurePath) -> bool:
    """A suffix says enough: what has none of ours may be anything."""
    suffix = path.suffix.lower()
    return suffix in BUNDLES or suffix not in SUFFIXES
