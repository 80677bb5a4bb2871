"""Speed and memory as ratios to floors of the same run: `python -m tests.bench`. Nothing here is a test."""
