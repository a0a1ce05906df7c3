"""Builds the tables that linking compares words, names and places by, and fits its scorer."""
