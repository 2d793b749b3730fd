"""Show people what was done: a view of an audit for the terminal, and a page for the browser."""
