"""What a system could do with its power, network and storage. Nothing here yet."""
