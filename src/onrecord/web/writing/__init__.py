"""What may be written through the web: by who has the token, and signed by name."""
