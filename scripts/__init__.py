"""Commands on the handbook, each with --help."""
