"""Drift, statistical dependence, fingerprints of pictures, and what a case step keeps from one build to the next."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

NEW = {"drifts": ("parent", "kind"), "dependences": (), "fingerprints": ("kind",)}


def upgrade() -> None:
    for name, columns in NEW.items():
        op.create_table(
            name,
            sa.Column("id", sa.Text(), nullable=False),
            sa.Column("item", sa.Text(), nullable=True),
            sa.Column("step", sa.Text(), nullable=False),
            sa.Column("unit", sa.Text(), nullable=False),
            sa.Column("ord", sa.Integer(), nullable=False),
            *(sa.Column(column, sa.Text(), nullable=True) for column in columns),
            sa.Column("body", sa.Text(), nullable=False),
            sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        )
        op.create_index(f"ix_{name}_item", name, ["item", "ord"], unique=False)
        op.create_index(f"ix_{name}_unit", name, ["unit", "step"], unique=False)
    op.create_table(
        "memos",
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("step", "key", name=op.f("pk_memos")),
    )
