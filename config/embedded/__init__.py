"""PostgreSQL, Redis and a mail server for a machine that has none of them.

``manage.py up`` runs the whole of Stridewell here; ``manage.py within -- COMMAND`` runs one
command between servers that are thrown away. Both prepare the environment that
``config.settings`` reads, so nothing in this package may import Django's settings.
"""
