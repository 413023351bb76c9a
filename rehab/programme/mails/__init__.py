"""When mails fall due, how many come, and what is offered if they go unanswered."""
