"""Point-in-time briefings on the US–Japan tariff talks."""

__version__ = "0.1.0"
