"""What stops a plan until somebody has looked, and what lets it go on.

``news`` reads what was told that may call for a visit, ``pausing`` stops, ``seen`` asks,
``clearing`` records the visit, ``checks`` and ``resuming`` heed the new check after it.
"""
