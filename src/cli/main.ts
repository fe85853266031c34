#!/usr/bin/env node
import { start } from './program';

start(process.argv.slice(2));
