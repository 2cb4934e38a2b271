"""What changed for users between two states of the project: compared in words, with what breaks apart."""
