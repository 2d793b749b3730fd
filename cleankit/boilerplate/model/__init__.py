"""The line model: sums of tables over the words, the shape and the place of a line."""
