"""Which mails a plan owes and when; put off, answered, thinned out, stopped, owed again."""
