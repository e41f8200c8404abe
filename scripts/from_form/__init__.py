"""An issue form as somebody filled it in, turned into an entry in data/ or into an answer in plain words."""
