"""Finding what a query asks for, on either database: `find_help` is the door."""
