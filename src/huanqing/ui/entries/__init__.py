"""The entries page: the ledger of single entries, to search, read and change."""
