"""A language model that the user names, asked for suggestions: off by default, checked by rules, judged by people."""
