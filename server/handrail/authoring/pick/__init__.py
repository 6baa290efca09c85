"""Locators for an element that was pointed at, in any page."""
