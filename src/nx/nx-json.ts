import type { Tree } from '@nx/devkit';
import { lineOf, parseJsonc, parseOptions, setJsonValue } from '../core/input/jsonc';
import { addToJsonList } from '../core/input/jsonc-list';
import { isObject, ownMember } from '../core/input/members';
import { toMakeRoom } from '../core/plan/change';
import { failure, failures, success, type Problem, type Result } from '../core/text/problems';
import { asText } from '../io/disk';

/** The inference plugin, as it stands in nx.json. */
const PLUGIN = 'fastapi-container/nx';

/** The generator that fails `nx sync:check` where an app cannot be judged. No target runs a global one. */
const JUDGE = 'fastapi-container:judge';

/** The settings of the workspace. */
export const NX_JSON = 'nx.json';

/** What is read of nx.json, and what each has to be. */
const SHAPES = { plugins: 'a list', sync: 'an object', 'sync.globalGenerators': 'a list' } as const;

/** Members that are changed: one that is there twice would be changed in the first place, and counts in the last. */
const CHANGED: readonly string[] = [...Object.keys(SHAPES), 'sync.applyChanges'];

/** The text of nx.json; a link is followed, as Nx does. */
function textOf(tree: Tree): Result<string> {
  const bytes = tree.read(NX_JSON);
  const existing = bytes === null ? undefined : asText(bytes);
  if (existing?.kind !== 'other') return success(existing?.kind === 'file' ? existing.text : '{}\n');
  return failure({ option: NX_JSON, reason: existing.what, fix: toMakeRoom(NX_JSON, existing) });
}

function shapeProblems(text: string, value: unknown): Problem[] {
  return Object.entries(SHAPES).flatMap(([name, shape]): Problem[] => {
    const path = name.split('.');
    const member = path.reduce<unknown>(ownMember, value);
    if (member === undefined || (shape === 'a list' ? Array.isArray(member) : isObject(member))) return [];
    // What is wrong with a group is told of the group.
    if (path.length > 1 && !isObject(ownMember(value, path[0] ?? ''))) return [];
    return [
      {
        option: `${NX_JSON}: ${name}`,
        value: member,
        reason: `is not ${shape} (line ${String(lineOf(text, path))} of ${NX_JSON}): a change would lose it`,
        allowed: shape,
        fix: `make it ${shape} there, or remove it`,
      },
    ];
  });
}

/** What is in nx.json, if every change of it keeps the rest. */
function contentsOf(text: string): Result<unknown> {
  const parsed = parseJsonc(text, NX_JSON);
  if (!parsed.ok) return parsed;
  if (!isObject(parsed.value)) {
    const fix = 'put {} around it, or restore it from version control';
    return failure({ option: NX_JSON, reason: 'holds no JSON object', allowed: 'a JSON object', fix });
  }
  const strict = parseOptions(text, NX_JSON);
  const twice = strict.ok ? [] : strict.problems.filter(({ option }) => CHANGED.includes(option));
  const problems = [
    ...twice.map((problem) => ({ ...problem, option: `${NX_JSON}: ${problem.option}` })),
    ...shapeProblems(text, parsed.value),
  ];
  return problems.length === 0 ? success(parsed.value) : failures(problems);
}

function isOurs(entry: unknown): boolean {
  return entry === PLUGIN || ownMember(entry, 'plugin') === PLUGIN;
}

const listAt = (contents: unknown, path: readonly string[]): readonly unknown[] =>
  (path.reduce(ownMember, contents) as readonly unknown[] | undefined) ?? [];

function withPlugin(text: string, contents: unknown): string {
  const plugins = listAt(contents, ['plugins']);
  if (plugins.some(isOurs)) return text;
  const registered = addToJsonList(text, ['plugins'], [PLUGIN]);
  const global = listAt(contents, ['sync', 'globalGenerators']);
  return global.includes(JUDGE) ? registered : addToJsonList(registered, ['sync', 'globalGenerators'], [JUDGE]);
}

/**
 * The text of nx.json with the inference plugin and the judge in it. They are registered together and once: who takes
 * one of them out again is not overruled.
 *
 * @param applyChanges whether Nx writes what `nx sync` would, before it runs a target; undefined leaves what is there
 * @returns the text, or why nx.json cannot be changed without harm
 */
export function nxJsonWithPlugin(tree: Tree, applyChanges?: boolean): Result<string> {
  const text = textOf(tree);
  if (!text.ok) return text;
  const contents = contentsOf(text.value);
  if (!contents.ok) return contents;
  const registered = withPlugin(text.value, contents.value);
  const before = ownMember(ownMember(contents.value, 'sync'), 'applyChanges');
  return success(
    applyChanges === undefined || before === applyChanges
      ? registered
      : setJsonValue(registered, ['sync', 'applyChanges'], applyChanges),
  );
}
