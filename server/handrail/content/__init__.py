"""What authors write: file models, validation, versions, publishing, compiled items."""
