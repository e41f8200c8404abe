"""Files that readers take along: CSV, JSON, bibliographies, schemas."""
