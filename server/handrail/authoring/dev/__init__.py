"""`handrail dev`: the drafts of a folder on the real app, and edits from there back into the folder. Nothing but this writes files."""
