import { parseJsonc } from '../input/jsonc';
import { isObject, ownMember } from '../input/members';
import type { Problem } from '../text/problems';
import type { LibraryUse } from './uses';

/** Where the rules stand. */
const NX_JSON = 'nx.json';

/** Name of the plugin whose options they are among. */
const PLUGIN = 'fastapi-container/nx';

/** Which libraries a project may use, by its tags: in the words of Nx. */
export interface DependencyConstraint {
  /** Tags of the projects that it is about: one of these, or all of them. */
  readonly sources: readonly string[];
  readonly onlyDependOnLibsWithTags: readonly string[];
}

const KEYS = ['sourceTag', 'allSourceTags', 'onlyDependOnLibsWithTags'];

const EXAMPLE = '{ "sourceTag": "scope:orders", "onlyDependOnLibsWithTags": ["scope:orders", "scope:shared"] }';

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function constraintOf(entry: unknown, option: string): DependencyConstraint | Problem {
  const problem = { option, value: entry, allowed: `rules such as ${EXAMPLE}` };
  if (!isObject(entry)) return { ...problem, reason: 'is no rule', fix: 'make it an object, or remove it' };
  const strange = Object.keys(entry).filter((key) => !KEYS.includes(key));
  if (strange.length > 0) {
    const reason = `has ${strange.join(', ')}, which is not checked for Python`;
    return { ...problem, reason, fix: 'keep that rule for the linter of TypeScript alone, and remove it here' };
  }
  const { sourceTag, allSourceTags, onlyDependOnLibsWithTags } = entry;
  const sources = typeof sourceTag === 'string' ? [sourceTag] : allSourceTags;
  if (!isTexts(sources) || sources.length === 0 || (sourceTag !== undefined && allSourceTags !== undefined)) {
    return { ...problem, reason: 'does not say which projects it is about', fix: 'give it a "sourceTag"' };
  }
  if (!isTexts(onlyDependOnLibsWithTags)) {
    const fix = 'give it "onlyDependOnLibsWithTags", a list of tags';
    return { ...problem, reason: 'does not say what these projects may use', fix };
  }
  return { sources, onlyDependOnLibsWithTags };
}

/** The rules in nx.json, and what is wrong with them. */
export function dependencyConstraints(nxJson: string | undefined): {
  readonly constraints: readonly DependencyConstraint[];
  readonly problems: readonly Problem[];
} {
  const parsed = nxJson === undefined ? undefined : parseJsonc(nxJson, NX_JSON);
  const plugins: unknown = parsed?.ok === true ? ownMember(parsed.value, 'plugins') : undefined;
  const ours = (Array.isArray(plugins) ? (plugins as unknown[]) : []).filter(
    (entry) => ownMember(entry, 'plugin') === PLUGIN,
  );
  const found = ours.flatMap((entry): (DependencyConstraint | Problem)[] => {
    const list = ownMember(ownMember(entry, 'options'), 'depConstraints');
    if (list === undefined) return [];
    const option = `${NX_JSON}: depConstraints`;
    if (Array.isArray(list))
      return (list as unknown[]).map((item, at) => constraintOf(item, `${option}[${String(at)}]`));
    return [{ option, value: list, reason: 'is not a list', allowed: `[${EXAMPLE}]`, fix: 'put [] around it' }];
  });
  return {
    constraints: found.filter((item): item is DependencyConstraint => 'sources' in item),
    problems: found.filter((item): item is Problem => 'reason' in item),
  };
}

/** Whether one of some tags is meant by a tag of a rule: `*` stands for any letters, and a text in slashes is a pattern. */
function hasTag(tags: readonly string[], wanted: string): boolean {
  if (wanted === '*') return true;
  if (wanted.length > 2 && wanted.startsWith('/') && wanted.endsWith('/')) {
    try {
      const pattern = new RegExp(wanted.slice(1, -1));
      return tags.some((tag) => pattern.test(tag));
    } catch {
      return false;
    }
  }
  if (!wanted.includes('*')) return tags.includes(wanted);
  const pieces = wanted.split('*');
  return tags.some((tag) => matches(tag, pieces));
}

/** Whether a text is made of pieces with anything between them. */
function matches(text: string, [first = '', ...rest]: readonly string[]): boolean {
  if (!text.startsWith(first)) return false;
  const last = rest.pop() ?? '';
  let at = first.length;
  for (const piece of rest) {
    const next = text.indexOf(piece, at);
    if (next < 0) return false;
    at = next + piece.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

/**
 * Which uses of libraries the rules forbid. As in Nx, a project that no rule is about may use no library at all, as soon as
 * there is a rule.
 *
 * @param tagsOf tags of the project in a directory
 */
export function boundaryProblems(
  uses: readonly LibraryUse[],
  constraints: readonly DependencyConstraint[],
  tagsOf: (directory: string) => readonly string[],
): Problem[] {
  if (constraints.length === 0) return [];
  const shown = (tags: readonly string[]) => (tags.length === 0 ? 'no tags' : `the tags ${tags.join(', ')}`);
  return uses.flatMap(({ source, target, at }): Problem[] => {
    const tags = tagsOf(source);
    const mine = constraints.filter(({ sources }) => sources.every((wanted) => hasTag(tags, wanted)));
    const fix = `use another library, change the tags, or the rule among the options of ${PLUGIN} in ${NX_JSON}`;
    if (mine.length === 0) {
      const reason = `uses ${target}, and no rule is about ${source}, which has ${shown(tags)}`;
      const allowed = 'a project with a tag that a rule is about, to use a library';
      return [{ option: at, value: target, reason, allowed, fix }];
    }
    const theirs = tagsOf(target);
    const broken = mine.find(({ onlyDependOnLibsWithTags: only }) => !only.some((wanted) => hasTag(theirs, wanted)));
    if (!broken) return [];
    const reason = `uses ${target}, which has ${shown(theirs)}: ${source} may not`;
    const allowed = `with ${broken.sources.join(' and ')}, libraries with ${broken.onlyDependOnLibsWithTags.join(' or ') || 'no tag at all: none'}`;
    return [{ option: at, value: target, reason, allowed, fix }];
  });
}
