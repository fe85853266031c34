#!/usr/bin/env node
// All of it is the command `create` of fastapi-container, in the same version: this package is its name on npm.
require('fastapi-container/create');
