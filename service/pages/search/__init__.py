"""检索: past documents found, seen in their sections, compared with those of other years, watched."""
