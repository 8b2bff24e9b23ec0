"""The rules of buying on credit and paying back; standard library only."""
