"""Acme Invoices, a small app to try Handrail in, and the process that serves both.

The app (`host`) imports nothing of Handrail: it embeds it as any customer's app would, by a script tag and signed identity tokens.
"""
