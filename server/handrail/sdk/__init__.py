"""What a page loads: the built SDK, compressed beforehand."""
