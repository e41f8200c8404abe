"""What `make serve` is made of: it watches the files, builds what is looked at first, and tells the browser."""
