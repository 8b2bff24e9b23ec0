"""A bundled, invented bill for the tour and the demo."""
