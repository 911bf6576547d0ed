"""What learners type, read by the vocabulary of what was expected."""
