"""Where the marks of a chart go: geometry alone, with no page, no colour and no clock."""
