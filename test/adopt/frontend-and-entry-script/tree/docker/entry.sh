#!/bin/bash
# Start Backend API

PUID=${PUID:-911}

add_user() {
    groupmod -o -g "$PGID" abc
}

exec python -m recipes.main
