"""Builds the Universal Dependencies pipelines that the package ships."""
