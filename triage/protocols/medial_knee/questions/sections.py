"""The names of the parts that a runner goes through."""

ABOUT = "About you"
SAFETY = "Safety first"
PAIN = "Your pain"
RUNNING = "Your running"
