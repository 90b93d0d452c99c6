"""sousveil: an account of a surveillance system that can be defended."""

__version__ = "0.1.0"
