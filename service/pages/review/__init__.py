"""One notice under review: what is on the desk, its text with marks, its rows, the form in which a row is corrected."""
