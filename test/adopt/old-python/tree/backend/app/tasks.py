def example():
    return 1
