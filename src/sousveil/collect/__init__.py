"""Material in: preserved and hashed before anything reads it."""
