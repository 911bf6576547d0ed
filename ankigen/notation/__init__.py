"""Formulas as text: read into a tree, print as LaTeX or Unicode, find in prose."""
