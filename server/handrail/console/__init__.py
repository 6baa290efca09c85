"""Server-rendered pages for the product team and agents. They work without scripts."""
