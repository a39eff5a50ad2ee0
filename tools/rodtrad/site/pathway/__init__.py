"""The parts of a pathway's page."""
