"""Bytes to tables with positions."""
