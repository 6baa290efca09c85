"""Questions answered in the words of articles, or not at all."""
