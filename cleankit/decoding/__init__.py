"""From bytes to text, and why."""
