"""What differs between environments. Everything else belongs in the code."""

from functools import lru_cache
from typing import Literal

from pydantic import PositiveInt
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Read from `APP_*` variables, then from `.env`: one image serves every environment."""

    # The environment and `.env` are shared with other tools, whose variables are none of our business.
    model_config = SettingsConfigDict(
        env_prefix="APP_", env_file=".env", extra="ignore", frozen=True
    )

    title: str = "flat"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    max_items: PositiveInt = 1000


@lru_cache
def get_settings() -> Settings:
    """One reading per process. Tests hand their own settings to the application factory instead."""
    return Settings()
