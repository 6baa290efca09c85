"""Files that people attach: taken by what their bytes are, kept in the database, given out as downloads."""
