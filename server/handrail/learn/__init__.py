"""What people answer: attempts at quizzes, responses to surveys."""
