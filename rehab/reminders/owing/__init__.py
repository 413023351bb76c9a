"""Which mails are owed, when, and which of them gives way to which."""
