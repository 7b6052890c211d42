"""Hits and comparisons for people: on a terminal and as workbooks."""
