"""Text in, facts out: pure functions over package data."""
