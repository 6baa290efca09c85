"""What is written, as words and sentences: the same for what is kept and for what is asked."""
