"""What the database itself refuses, for the models of every app."""

import pgtrigger

# By this name whoever sets the rights of the application finds the tables that only grow.
ONLY_GROWS = "only_added_to"


def only_added_to() -> pgtrigger.Protect:
    """Return the trigger of a model whose rows are added, and never changed or deleted."""
    return pgtrigger.Protect(name=ONLY_GROWS, operation=pgtrigger.Update | pgtrigger.Delete)


def keeps_words() -> pgtrigger.Trigger:
    """Return the trigger of people that keeps the words by which they are found."""
    return pgtrigger.Trigger(
        name="keeps_the_words_they_are_found_by",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("name", "email"),  # type: ignore[no-untyped-call] # of a library
        func="""
            IF TG_OP = 'UPDATE' AND (NEW.name, NEW.email) = (OLD.name, OLD.email) THEN
              RETURN NULL;
            END IF;
            DELETE FROM accounts_personword WHERE person_id = NEW.id;
            INSERT INTO accounts_personword (person_id, word)
              SELECT NEW.id, found.word FROM accounts_words(NEW.name, NEW.email) AS found;
            RETURN NULL;
        """,
    )
