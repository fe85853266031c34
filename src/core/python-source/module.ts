import {
  argumentsAt,
  blankStrings,
  callArguments,
  literal,
  statements,
  type Argument,
  type Statement,
  fallback,
} from './text';
import { append } from '../text/lists';

/** What a name of a module stands for. */
export interface Imported {
  /** Dotted module, with the dots of a relative import in front. */
  readonly module: string;
  /** Name in that module; undefined where the name stands for the module itself. */
  readonly name: string | undefined;
}

/** A call whose result gets a name, or that is returned. */
export interface Made {
  readonly name: string;
  /** What is called, as it is written, such as `fastapi.FastAPI`. */
  readonly callee: string;
  readonly args: readonly Argument[];
  readonly line: number;
}

/** A function at the level of the module. */
export interface PythonFunction {
  readonly name: string;
  readonly line: number;
  /** Parameters as they are written. */
  readonly parameters: readonly string[];
  /** What it says that it returns. */
  readonly returns: string;
  /** Calls whose result it names or returns. */
  readonly makes: readonly Made[];
  /** Names that it returns. */
  readonly gives: readonly string[];
}

/** A method call on an application or router, such as `app.mount("/static", files)`. */
export interface ObjectCall {
  readonly object: string;
  readonly method: string;
  readonly args: readonly Argument[];
  readonly line: number;
  /** Parameters of the function that it decorates. */
  readonly parameters?: readonly string[];
}

/** What one Python file says about applications. */
export interface PythonModule {
  readonly path: string;
  readonly imports: ReadonlyMap<string, Imported>;
  /** Calls at the level of the module whose result gets a name. */
  readonly makes: readonly Made[];
  readonly functions: readonly PythonFunction[];
  /** Base classes by the name of the class. */
  readonly classes: ReadonlyMap<string, readonly string[]>;
  readonly calls: readonly ObjectCall[];
  /** Texts and numbers that are given a name in the module or in a class. */
  readonly literals: ReadonlyMap<string, string | number>;
}

/** A block that a statement is in. */
interface Block {
  readonly indent: number;
  readonly kind: 'def' | 'class';
  readonly function?: PythonFunction & { readonly makes: Made[]; readonly gives: string[] };
}

/** Methods of applications and routers, and functions of servers, that say something. */
const METHODS = new Set(['get', 'api_route', 'mount', 'include_router', 'add_api_route', 'run', 'serve']);

/** Reads one file. Its strings and comments count for nothing but the values of arguments. */
export function readModule(path: string, text: string): PythonModule {
  const code = blankStrings(text);
  const imports = new Map<string, Imported>();
  const makes: Made[] = [];
  const functions: PythonFunction[] = [];
  const classes = new Map<string, readonly string[]>();
  const calls: ObjectCall[] = [];
  const literals = new Map<string, string | number>();
  let blocks: Block[] = [];
  let decorators: ObjectCall[] = [];

  const read = (statement: Statement) => {
    blocks = blocks.filter(({ indent }) => indent < statement.indent);
    const trimmed = statement.code.trim();
    const start = statement.offset + statement.code.indexOf(trimmed);
    const enclosing = blocks.find(({ kind }) => kind === 'def')?.function;
    if (readImport(trimmed, imports)) return;
    const definition = /^(?:async\s+)?def\s+(\w+)\s*\(/.exec(trimmed);
    if (definition) {
      const made = functionAt(text, code, start, definition, statement.line);
      append(
        calls,
        decorators.map((call) => ({ ...call, parameters: made.parameters })),
      );
      decorators = [];
      if (blocks.length === 0) functions.push(made);
      blocks.push({ indent: statement.indent, kind: 'def', function: made });
      return;
    }
    const type = /^class\s+(\w+)\s*(?:\(([^()]*)\))?/.exec(trimmed);
    if (type) {
      classes.set(
        type[1] ?? '',
        (type[2] ?? '').split(',').map((base) => base.trim()),
      );
      blocks.push({ indent: statement.indent, kind: 'class' });
      return;
    }
    const found = objectCall(text, code, start, trimmed, statement.line);
    if (trimmed.startsWith('@')) {
      if (found) decorators.push(found);
      return;
    }
    if (found) calls.push(found);
    const made = madeAt(text, code, start, trimmed, statement.line);
    if (made) {
      if (enclosing) enclosing.makes.push(made);
      else if (blocks.length === 0) makes.push(made);
    }
    const returned = /^return\s+(\w+)$/.exec(trimmed)?.[1];
    if (returned !== undefined) enclosing?.gives.push(returned);
    if (!enclosing) readLiteral(text, start, trimmed, literals);
  };
  for (const statement of statements(code)) read(statement);
  return { path, imports, makes, functions, classes, calls, literals };
}

/** Takes down what an import statement brings. */
function readImport(trimmed: string, imports: Map<string, Imported>): boolean {
  const names = (list: string) =>
    list
      .replace(/[()\\]/g, ' ')
      .split(',')
      .map((item) => item.trim().split(/\s+as\s+/))
      .filter(([name = '']) => name !== '');
  const from = /^from\s+([.\w]+)\s+import\s/.exec(trimmed);
  if (from) {
    for (const [name = '', alias = name] of names(trimmed.slice(from[0].length))) {
      imports.set(alias.trim(), { module: from[1] ?? '', name });
    }
    return true;
  }
  if (!/^import\s/.test(trimmed)) return false;
  for (const [module = '', alias] of names(trimmed.slice('import'.length))) {
    const topLevel = module.split('.')[0] ?? '';
    imports.set(alias?.trim() ?? topLevel, { module: alias === undefined ? topLevel : module, name: undefined });
    // `import orders.api` makes the longer name usable too.
    if (alias === undefined) imports.set(module, { module, name: undefined });
  }
  return true;
}

function functionAt(text: string, code: string, start: number, definition: RegExpExecArray, line: number) {
  const open = start + definition[0].length - 1;
  const { parts, end } = argumentsAt(code, open);
  const header = code.slice(end + 1, code.indexOf('\n', end) < 0 ? code.length : code.indexOf('\n', end));
  const returns = /^\s*->\s*([\w.]+|["'])/.exec(header)?.[1] ?? '';
  const parameters = parts.map(([from, to]) => text.slice(from, to).trim());
  const makes: Made[] = [];
  const gives: string[] = [];
  return { name: definition[1] ?? '', line, parameters, returns, makes, gives };
}

function madeAt(text: string, code: string, start: number, trimmed: string, line: number): Made | undefined {
  const assigned = /^(?:return\s|(\w+)\s*(?::[^=()]*)?=)\s*([A-Za-z_][\w.]*)\s*\(/.exec(trimmed);
  if (!assigned) return undefined;
  const [whole, name = 'return', callee = ''] = assigned;
  const open = start + whole.length - 1;
  return { name, callee, args: callArguments(text, code, open), line };
}

/** The method call that a statement or decorator is, where its method means something here. */
function objectCall(text: string, code: string, start: number, trimmed: string, line: number): ObjectCall | undefined {
  const match = /^(?:@|await\s|return\s|if\s[^:]*:)?\s*([A-Za-z_][\w.]*)\s*\(/.exec(trimmed);
  const [whole = '', callee = ''] = match ?? [];
  const dot = callee.lastIndexOf('.');
  const method = callee.slice(dot + 1);
  if (dot < 0 || !METHODS.has(method)) return undefined;
  return { object: callee.slice(0, dot), method, args: callArguments(text, code, start + whole.length - 1), line };
}

function readLiteral(text: string, start: number, trimmed: string, literals: Map<string, string | number>): void {
  const [head, name] = /^(\w+)\s*(?::[^=]*)?=(?!=)/.exec(trimmed) ?? [];
  if (head === undefined || name === undefined || trimmed.length > 300) return;
  const written = text.slice(start + head.length, start + trimmed.length);
  const value = literal(written) ?? fallback(written);
  if (value !== undefined && typeof value !== 'boolean') literals.set(name, value);
}
