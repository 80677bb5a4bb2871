"""Exports of SIASN to the tables of a dataset."""
