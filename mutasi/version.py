"""The version of mutasi: the package metadata, outputs and `--version` take it from here."""

VERSION = "0.1.0"
