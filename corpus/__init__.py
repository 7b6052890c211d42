"""Documents at rest: sample documents and gold data of our own, with their loader."""
