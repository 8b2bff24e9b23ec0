"""An independent, naive replay of ledger.md, to compare the program with."""
