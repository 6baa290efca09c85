"""Attempts at quizzes: what somebody answers, graded here, once."""
