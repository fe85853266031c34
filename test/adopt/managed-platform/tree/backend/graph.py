class Graph:
    """Answers questions.

    app = FastAPI()
    """


graph = Graph()
