class Settings:
    API_HOST: str = "0.0.0.0"
    API_PORT: int = 9000
    LOG_LEVEL: str = "INFO"


settings = Settings()
