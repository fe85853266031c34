class Settings:
    api_title: str = "Speech"
    host: str = "0.0.0.0"
    port: int = 8880


settings = Settings()
