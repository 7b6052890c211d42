"""Offices: （责任科室：组人科、教育工会）, 报市局基教科, 由教研室负责, 市文明办牵头: who has which part in what."""

from dataclasses import replace

from nlp.offices.labelled import labelled_offices
from nlp.offices.names import units
from nlp.offices.register import EMPTY, OfficeRegister
from nlp.offices.running import role_in, running_offices
from nlp.offices.scopes import outline
from nlp.types import Layout, Office, Source

__all__ = ["find_offices", "role_in"]


def find_offices(source: Source, layout: Layout, *, register: OfficeRegister = EMPTY) -> tuple[Office, ...]:
    """The offices of a document in the order of the text, each with the passage it holds for; names of `register` beat guessing."""
    found, tree = units(source.text, register), outline(source, layout)
    labelled = labelled_offices(source, layout, found, tree)
    running = running_offices(source, found, tree, labelled=labelled)
    known = (replace(office, unit=register.unit(office.name)) for office in labelled + running)
    return tuple(sorted(known, key=lambda office: (office.span, office.role)))
