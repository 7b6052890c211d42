"""What pages work with: the collection, who is looking, work off the event loop, refusals said kindly."""

from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from nicegui import app, context, ui

from nlp.types import DubanError
from service.collection.house import Collection
from service.errors import ServiceError
from service.roles import Role, demand
from service.searching import Searching

Result = TypeVar("Result")
STAY = 12_000
"""Milliseconds for which a refusal stays on the page: it says what to do."""


def house() -> Collection:
    """The collection that the routes answer from."""
    found: Collection = app.state.served.collection
    return found


def searching() -> Searching:
    """The search index of this process."""
    found: Searching = app.state.served.searching
    return found


def person() -> str:
    """Who is looking at the page; to be called on the event loop, not in `aside`."""
    name: str = context.client.request.state.person
    return name


async def aside(work: Callable[[], Result]) -> Result:
    """Runs what waits for the store in a thread of its own, of which there are as many as the store has connections. Raises what
    `work` raises."""
    limiter: CapacityLimiter = app.state.served.threads
    return await run_sync(work, limiter=limiter)


def role() -> Role:
    """What whoever is looking may do now: a page stays open longer than an account may. Raises ServiceError "login"."""
    found: Role | None = app.state.served.role_of(person())
    if found is None:
        raise ServiceError("login", "您的账号已停用，请联系管理员。")
    return found


async def attempt(work: Callable[[], Result], done: str = "", *, needed: Role = "officer") -> Result | None:
    """The same for what a person asked for: a refusal is shown, `done` said where it went well. None where it was refused.

    `needed`: who may do it; "reader" for what changes nothing, "admin" for what only whoever manages the server may do.
    """
    client = context.client
    try:
        demand(role(), needed, person())
        result = await aside(work)
    except DubanError as error:
        with client:
            refuse(str(error))
        return None
    if done:
        with client:
            say(done)
    return result


def say(words: str) -> None:
    ui.notify(words, type="positive", position="bottom", timeout=4_000, attrs={"role": "status"})


def refuse(words: str) -> None:
    """What was wrong and what to do, until it is read."""
    ui.notify(words, type="negative", position="bottom", timeout=STAY, close_button="知道了", multi_line=True, attrs={"role": "alert"})
