"""The statements page: a bill per cycle and its instalments."""
