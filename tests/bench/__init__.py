"""Speed and memory, as ratios to a floor measured in the same run. Run by `make bench`, never by the tests."""
