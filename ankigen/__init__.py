"""Study documents to YAML, to Anki decks, to graded answers. Offline, no language model."""
