"""What cameras can see. Nothing here yet."""
