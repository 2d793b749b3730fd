"""What is known about text: folding, code, prose, sentences, scripts."""
