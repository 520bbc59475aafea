"""To be filled by this room."""
