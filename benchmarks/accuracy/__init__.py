"""How right cleankit is, on labelled data; see __main__.py."""
