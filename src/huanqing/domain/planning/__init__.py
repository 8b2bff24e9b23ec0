"""Repayment planning: a problem in, a plan or a shortfall out; pure, and checked apart."""
