"""Help that people find for themselves: articles, search and answers."""
