"""Tours that were written for other libraries become tours of ours. Their files are read, never run; what has no equivalent is told by its line."""
