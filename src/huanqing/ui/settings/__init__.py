"""What the ledger is told about the account, the cards and the money, and the window's own look."""
