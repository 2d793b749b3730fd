"""Small trained models as JSON, each with where it came from and what it scored."""
