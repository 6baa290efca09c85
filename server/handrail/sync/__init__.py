"""The one call of a page: what happened goes up, what is due comes down."""
