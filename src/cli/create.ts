import { start } from './program';

/** What `npm create fastapi-container` runs, from a package of that name: the command `create`, with what was typed. */
start(['create', ...process.argv.slice(2)]);
