"""What the database itself refuses, for the models of every app."""

import pgtrigger

# By this name whoever sets the rights of the application finds the tables that only grow.
ONLY_GROWS = "only_added_to"


def only_added_to() -> pgtrigger.Protect:
    """Return the trigger of a model whose rows are added, and never changed or deleted."""
    return pgtrigger.Protect(name=ONLY_GROWS, operation=pgtrigger.Update | pgtrigger.Delete)
