"""Rest, ice, compression and elevation, and what to leave out or do in place of running."""
