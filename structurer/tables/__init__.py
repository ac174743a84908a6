"""Tables: their headings and the places of their amounts."""
