"""What a claim lost or gained on its way from one text to another."""
