import idna


def greeting() -> str:
    return idna.encode("hello").decode()
