"""End users: who they are, what a host says about them, what they opted out of, and how all of it is given out and forgotten."""
