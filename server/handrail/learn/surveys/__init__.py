"""Responses to surveys: of somebody, or of nobody whom anything kept here could name."""
