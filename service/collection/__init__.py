"""What can be done with the collection: one set of functions for the REST routes and the commands."""
