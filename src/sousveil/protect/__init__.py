"""Protection: the gate that everything leaving the case passes; the vault and redaction will live here."""
