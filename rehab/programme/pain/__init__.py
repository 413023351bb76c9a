"""How much pain is all right: its limits, in words, and what a session shows of them."""
