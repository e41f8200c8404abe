"""The workflows, run on this machine: each job's steps in order, from a clean clone, against stand-ins for GitHub."""
