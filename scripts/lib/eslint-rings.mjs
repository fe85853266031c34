// The architecture as lint rules: dependencies point inwards, and the core knows neither hosts nor disk nor environment.
import { relative, resolve, dirname, sep } from 'node:path';
import { fromRoot } from './paths.mjs';

/** From the inside out. Doors of the same ring do not know each other. */
const RINGS = { core: 0, io: 1, nx: 2, projen: 2, cli: 2 };

/** What may be imported besides the project's own files, by ring. */
const PACKAGES = {
  core: [
    'node:crypto',
    '@renovatebot/pep440',
    'ejs',
    'jsonc-parser',
    'diff',
    'fastest-levenshtein',
    'smol-toml',
    'yaml',
  ],
  io: ['node:', 'ignore'],
  nx: ['node:', 'nx/src/devkit-exports', 'nx/release'],
  projen: ['node:', 'projen', 'constructs'],
  cli: ['node:'],
};

/** Of these only types may be imported: they are written out of the compiled code, so that nothing of them is loaded. */
const TYPES = { nx: ['@nx/devkit'] };

function ringOf(path) {
  const [first] = relative(fromRoot('src'), path).split(sep);
  return first in RINGS ? first : undefined;
}

function complaint(filename, specifier, typesOnly) {
  const from = ringOf(filename);
  if (from === undefined) return undefined;
  if (typesOnly && TYPES[from]?.includes(specifier)) return undefined;
  if (!specifier.startsWith('.')) {
    const allowed = PACKAGES[from].some((name) =>
      name.endsWith(':') ? specifier.startsWith(name) : specifier === name,
    );
    return allowed ? undefined : `src/${from} may not import "${specifier}"`;
  }
  const to = ringOf(resolve(dirname(filename), specifier));
  if (to === undefined || to === from || RINGS[to] < RINGS[from]) return undefined;
  return `src/${from} may not import from src/${to}: dependencies point inwards`;
}

export const rings = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const check = (node) => {
      if (/\.spec\.ts$/.test(context.filename) || typeof node.source?.value !== 'string') return;
      const message = complaint(context.filename, node.source.value, node.importKind === 'type');
      if (message) context.report({ node, message });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};

/** Globals through which the core could see a clock, the environment or the disk. */
export const coreIsPure = {
  rules: {
    'no-restricted-globals': [
      'error',
      'process',
      'require',
      '__dirname',
      '__filename',
      'Date',
      'console',
      'performance',
    ],
  },
};
