"""Rules over the whole handbook, each of which yields its faults."""
