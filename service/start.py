"""A quicker start: what a cold `duban analyze` waits for is importing spaCy, not analysing."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType


@contextmanager
def quick_start() -> Iterator[None]:
    """For the first import of spaCy and the building of the pipeline.

    `import spacy` loads spaCy's own command line for the sake of one function, `spacy.info`, and with it httpx, requests, jinja2 and
    weasel: a third of its time. Here that function comes when it is called. The garbage collector, which finds nothing among
    modules that stay, rests meanwhile.
    """
    stand_ins = {} if "spacy" in sys.modules else _stand_ins()
    sys.modules.update(stand_ins)
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
        for name in stand_ins:
            del sys.modules[name]


@contextmanager
def serving_only() -> Iterator[None]:
    """For the first import of NiceGUI: its socket library loads, where it finds them, aiohttp, requests and websocket for a client
    of its own that a server never makes. A third of its time."""
    absent = [name for name in ("aiohttp", "requests", "websocket") if name not in sys.modules]
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]  # None makes an import fail at once
    try:
        yield
    finally:
        for name in absent:
            sys.modules.pop(name, None)


def _stand_ins() -> dict[str, ModuleType]:
    package, module = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    package.__path__ = []
    module.__dict__["info"] = _info
    return {package.__name__: package, module.__name__: module}


def _info(*arguments: object, **options: object) -> object:
    """`spacy.info` itself, loaded now."""
    from spacy.cli.info import info

    return info(*arguments, **options)  # type: ignore[arg-type]
