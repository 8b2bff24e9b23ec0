"""Huanqing (还清): a local ledger and repayment planner for one JD Baitiao account."""

__version__ = "0.1.0"
