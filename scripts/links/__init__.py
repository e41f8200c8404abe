"""The external link check: asks the addresses that the handbook cites, politely, and says what came of each."""
