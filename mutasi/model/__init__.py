"""The nouns: codes, NIP, calendar, tables, dataset, policy. No input or output."""
