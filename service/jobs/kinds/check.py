"""Checks: {"plan": id, "notice": id | null, "template": id | null, "date": "2022-03-07" | null} makes {"check": id}."""

from uuid import UUID

from sqlalchemy import Connection

from corpus.store.results import CheckOf, save_check
from corpus.store.store import Store
from service.checking import weights_of
from service.in_force import campaigns
from service.jobs.kinds.held import asked_for, bytes_of, reading_order
from service.jobs.kinds.kind import Step
from service.jobs.rows import Claim
from service.processes.works.body import Body
from service.processes.works.check import Checking, check
from service.ruleset import ruleset
from service.settings import Settings, load_settings


def _papers(store: Store, claim: Claim, settings: Settings) -> Checking:
    """Raises DubanError where a document is gone."""
    with store.begin() as connection:
        held = [asked_for(connection, claim, name) for name in ("plan", "notice", "template")]
        reading, rules = reading_order(connection, claim, settings), weights_of(campaigns(connection, settings))
    plan, notice, template = [bytes_of(store, each) if each else None for each in held]
    assert plan is not None
    return Checking(plan, notice, template, reading, rules, settings.cache_folder())


def _save(connection: Connection, claim: Claim, body: Body) -> dict[str, str]:
    given = claim.given or {}
    plan, notice, template = [UUID(str(given[name])) if given.get(name) else None for name in ("plan", "notice", "template")]
    assert plan is not None
    decided = f"{weights_of(campaigns(connection, load_settings()))} {given.get('date') or ''}"
    of = CheckOf(plan=plan, notice=notice, template=template, ruleset=ruleset(), settings=decided)
    return {"check": str(save_check(connection, of, body, who=claim.who))}


CHECK = Step("working", _papers, check, _save)
