"""Readers of bill exports: archives, encodings, and one package for each provider."""
