"""Is the data right? One topic a file."""
