"""Rows of a plan read as the rules know them: its course, its history, its charts."""
