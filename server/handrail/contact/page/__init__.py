"""The plain pages of contact, in the frame of the help site: to write without any script, and the conversation that a mail links to."""
