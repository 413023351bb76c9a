"""Where a plan stands: opened, set, written down as rules move it, taken back, finished."""
