"""What is wrong with a folder of content, and where: files in, every fault with its line and column out. Pure."""
