# Managed by fastapi-container 0.1. Change the options in fastapi-container.json, not this file.
# sha256:0445b91806ce760390cc3421f0a94fd6c033b12a15a8a5b66f4d8771bb719e83

"""These follow the container options.

So the routes, the tests and the image's health check always agree.
"""

from typing import Final

LIVE_PATH: Final = "/health/live"
READY_PATH: Final = "/health/ready"
