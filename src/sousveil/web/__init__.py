"""The workbench. Nothing here yet."""
