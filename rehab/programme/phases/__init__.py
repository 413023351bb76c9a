"""The phases of the way back, the end of the first days, and the gates between them."""
