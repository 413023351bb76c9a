"""Sessions of exercises: which, how hard, and what a good, bad or missed one changes."""
