"""心得: essays of a campaign digested: abstracts, themes, quotes, copies, hints for a person to look at."""
