"""Results to text. Pure functions from a result to text."""
