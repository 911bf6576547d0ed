"""Practice: questions from decks, asked in a terminal, and what the learner teaches the deck."""
