"""Who moves where."""
