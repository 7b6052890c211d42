"""帮助: what each page does, the keys, how one searches, and a tour of the samples."""
