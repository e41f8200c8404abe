"""The link check: LinkChecker as the engine, made polite, with outcomes that are named apart."""
