class Logging:
    """Logs each request."""
