"""What a user trains on material of her own: optional, and never shipped with weights."""
