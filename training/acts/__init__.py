"""Learns the weights by which the signs of an act are judged."""
