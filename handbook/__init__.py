"""What the handbook is, without a word of HTML: its model, the checks over it, and the files made from it."""
