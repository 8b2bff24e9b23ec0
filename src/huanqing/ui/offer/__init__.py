"""What an instalment offer really costs, worked out while it is typed."""
