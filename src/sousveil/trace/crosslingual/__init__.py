"""Translations and retellings across languages, found without a model."""
