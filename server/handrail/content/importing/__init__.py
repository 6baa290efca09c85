"""A folder of Markdown that was written for something else becomes articles. What could not be taken is told, line by line."""
