"""Claiming what is due, handing it to the mail server, settling what became of it."""
