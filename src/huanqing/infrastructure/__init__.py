"""What touches files, the database, the clock and the operating system."""
