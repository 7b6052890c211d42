"""A folder that is watched: which files lie still, which were taken before, and the loop that takes them in."""
