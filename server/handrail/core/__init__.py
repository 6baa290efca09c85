"""What every feature stands on: database, HTTP, problems, signing, clock, ids. No product words here."""
