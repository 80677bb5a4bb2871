"""May this person hold the post? One topic a file."""
