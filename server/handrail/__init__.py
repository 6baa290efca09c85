"""Handrail: product tours written as JSON, shown in any web app."""
