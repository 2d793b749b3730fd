"""Records in: where inputs are, how bytes become records, each format."""
