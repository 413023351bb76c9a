"""The names of the parts that a runner goes through."""

SAFETY = "Safety first"
PAIN = "Your pain"
RUNNING = "Your running"
