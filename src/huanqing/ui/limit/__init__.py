"""The limit page: the days ahead, what-ifs, the log and the health of the limit."""
