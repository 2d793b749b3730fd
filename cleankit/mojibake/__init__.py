"""What ftfy would change in a text, found fast: the engine of the filter `encoding`."""
