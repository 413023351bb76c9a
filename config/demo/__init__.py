"""What a visitor needs to see everything on their own machine. Exists in demo mode only."""
