"""`/help/{site}/…`: what everybody may read, as pages that need no script, no cookie and no account."""
