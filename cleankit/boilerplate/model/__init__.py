"""The line model: a cascade of a first look at all lines and trees over the doubtful."""
