"""Quantities of administrative Chinese: numerals, units, comparators, bases, coverage words."""

from nlp.quantity.find import find_quantities

__all__ = ["find_quantities"]
