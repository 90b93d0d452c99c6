"""Footage into shots, frames and on-screen text. Nothing here yet: images and video are preserved and listed."""
