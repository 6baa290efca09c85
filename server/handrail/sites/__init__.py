"""Tenancy: sites, environments, keys, origins, members, sign-in, audit."""
