"""`python -m mutasi`: the command without its entry point."""

from mutasi.cli.main import main

main()
