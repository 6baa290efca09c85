"""What runs on an author's machine: it talks to pages and folders, and to a server like everybody else."""
