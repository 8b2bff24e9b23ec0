"""The repayment plan: what to pay today, from which card, and until when one may wait."""
