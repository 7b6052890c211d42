"""Processes that analyse, beside the one that asks: bounded in time and memory, and without what speaks to the database."""
