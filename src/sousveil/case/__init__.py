"""The case: one folder with originals, records, judgements and the custody log."""
