"""Changes of the database's schema, one file a revision, run by Alembic when an older case is opened."""

from __future__ import annotations

from pathlib import Path

from alembic.config import Config


def config() -> Config:
    """Alembic's configuration, without a file: the scripts lie beside this one."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return settings
