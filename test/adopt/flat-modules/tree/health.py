def is_healthy() -> bool:
    return True
