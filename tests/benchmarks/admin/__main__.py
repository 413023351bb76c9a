"""Runs ``bench.py``: ``manage.py within -- python -m tests.benchmarks.admin``."""

import os
from importlib import import_module

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()  # before anything that needs a model is imported
    import_module("tests.benchmarks.admin.bench").main()
