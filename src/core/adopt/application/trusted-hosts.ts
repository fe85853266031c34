import type { Files } from '../evidence';
import type { Finding, Note } from '../finding';
import { isAside } from '../../python-source/applications';
import { lineAt } from '../../text/place';
import type { PythonModule } from '../../python-source/module';
import { argumentsAt, blankStrings, callArguments, literal } from '../../python-source/text';

const MIDDLEWARE = 'TrustedHostMiddleware';

/** What the option accepts. */
const HOST = /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/;

/** The texts of a list or tuple that is written out; undefined where one of them has to be computed. */
function literalTexts(written: string): string[] | undefined {
  const trimmed = written.trim();
  if (!/^[[(]/.test(trimmed)) return undefined;
  const code = blankStrings(trimmed);
  const { parts, end } = argumentsAt(code, 0);
  if (end !== trimmed.length - 1) return undefined;
  const values = parts.map(([from, to]) => literal(trimmed.slice(from, to)));
  return values.every((value) => typeof value === 'string') ? values : undefined;
}

/** What a name of the same module stands for, where it is given once and as a list. */
function listNamed(name: string, text: string, code: string): string[] | undefined {
  const given = [...code.matchAll(new RegExp(`^${name}[ \\t]*(?::[^=\\n]*)?=[ \\t]*(?=[[(])`, 'gm'))];
  const [only] = given;
  if (!only || given.length > 1) return undefined;
  const open = only.index + only[0].length;
  return literalTexts(text.slice(open, argumentsAt(code, open).end + 1));
}

/** Calls that install the middleware in one file, as the arguments and the line of each. */
function installations(text: string, code: string, names: ReadonlySet<string>) {
  return [...code.matchAll(/([A-Za-z_][\w.]*)\s{0,9}\(/g)].flatMap(({ 0: whole, 1: callee = '', index }) => {
    const called = callee.slice(callee.lastIndexOf('.') + 1);
    const isDirect = names.has(called);
    if (!isDirect && called !== 'add_middleware' && called !== 'Middleware') return [];
    const args = callArguments(text, code, index + whole.length - 1);
    const [first] = args.filter(({ name }) => name === undefined || name === 'middleware_class' || name === 'cls');
    const isMeant = isDirect || names.has(first?.text.slice(first.text.lastIndexOf('.') + 1) ?? '');
    return isMeant ? [{ args, line: lineAt(text, index) }] : [];
  });
}

/** Names by which a module knows the middleware. */
function namesIn({ imports }: PythonModule): ReadonlySet<string> {
  const aliases = [...imports].filter(([, { name }]) => name === MIDDLEWARE).map(([alias]) => alias);
  return new Set([MIDDLEWARE, ...aliases]);
}

/**
 * The host that the health check has to ask for, where the application answers certain hosts only. Without it the check
 * gets the answer 400 for ever.
 */
export function trustedHosts(
  files: Files,
  modules: readonly PythonModule[],
): { readonly findings: readonly Finding[]; readonly notes: readonly Note[] } {
  const found = modules
    .filter(({ path }) => !isAside(path) && files.text(path)?.includes(MIDDLEWARE) === true)
    .flatMap((module) => {
      const text = files.text(module.path) ?? '';
      const code = blankStrings(text);
      return installations(text, code, namesIn(module)).map(({ args, line }) => {
        const written = args.find(({ name }) => name === 'allowed_hosts')?.text;
        const isName = written !== undefined && /^\w+$/.test(written);
        const hosts = written === undefined ? ['*'] : isName ? listNamed(written, text, code) : literalTexts(written);
        return { hosts, written: written ?? '', place: { file: module.path, line } };
      });
    });
  const [first] = found;
  if (!first || first.hosts?.includes('*') === true) return { findings: [], notes: [] };
  const host = first.hosts?.find((name) => HOST.test(name) && name.length <= 250);
  if (host !== undefined) {
    return { findings: [{ option: 'health.host', value: host, place: first.place, confidence: 'certain' }], notes: [] };
  }
  const allowed = first.written.replace(/\s+/g, ' ');
  const text = `the application answers certain hosts only (${allowed.length > 60 ? `${allowed.slice(0, 57)}...` : allowed}): set "health.host" to one of them, or the health check gets 400 for ever`;
  return { findings: [], notes: [{ text, place: first.place }] };
}
