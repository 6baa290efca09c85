"""What happened, and what follows from it: the catalogue of events, the append-only log, runs, and each person's state."""
