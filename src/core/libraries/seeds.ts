import type { Calls } from '../npm/calls';
import type { Door } from '../app/door';
import { PYPROJECT_FILE } from '../constants';
import { fileSchema } from '../input/schema';
import { GITIGNORE } from '../outputs/seed-values';
import { renderTemplate, type Templates } from '../outputs/templates';
import { BUILD_BACKEND } from '../python/packages';
import { TOOL_REQUIREMENTS } from './environment';

/** A library that is to be made. */
export interface NewLibrary {
  /** Name of the Python project. */
  readonly name: string;
  /** Top-level module. */
  readonly module: string;
  /** One line about it. */
  readonly description: string;
  readonly tags: readonly string[];
  /** Where it is made from: its README says how its tasks are run there. */
  readonly door: Door;
  /** How programs are called there. */
  readonly calls: Calls;
}

/** A file of a new library. All of them are the user's from then on. */
export interface LibrarySeed {
  /** Relative to the directory of the library. */
  readonly path: string;
  readonly content: string;
}

/** A text in TOML: JSON says the same, but for one character that it leaves as it is. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll('\u007F', '\\u007F');
}

/** What is written into a docstring: nothing in it may end that. */
function sentence(text: string): string {
  const plain = text.replaceAll('\\', '/').replaceAll('"', "'");
  return /[.!?]$/.test(plain) ? plain : `${plain}.`;
}

/** The files of a new library, by a function of its names alone. */
export function librarySeeds(library: NewLibrary, templates: Templates): LibrarySeed[] {
  const { name, module, description, tags, door, calls } = library;
  const values = {
    name,
    module,
    about: sentence(description),
    description: quoted(description),
    python: fileSchema.properties?.python?.enum?.[0] ?? '',
    backend: BUILD_BACKEND,
    // flit itself looks for the module that has the name of the project.
    flitModule: name.replaceAll('-', '_') === module ? undefined : module,
    tools: TOOL_REQUIREMENTS,
    tags: tags.map(quoted).join(', '),
    gitignore: GITIGNORE.filter((pattern) => pattern !== '.env'),
    door,
    calls,
  };
  const render = (template: string) => renderTemplate(templates, `library/${template}`, values);
  return [
    { path: PYPROJECT_FILE, content: render(PYPROJECT_FILE) },
    { path: 'README.md', content: render('README.md') },
    { path: '.gitignore', content: render('.gitignore') },
    { path: `src/${module}/__init__.py`, content: render('source/__init__.py') },
    // Tells type checkers that the types are to be believed.
    { path: `src/${module}/py.typed`, content: '' },
    { path: `tests/test_${module}.py`, content: render('tests/test_module.py') },
  ];
}
