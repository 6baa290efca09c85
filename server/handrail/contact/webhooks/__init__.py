"""Other systems of a site, told of what happens in its conversations."""
