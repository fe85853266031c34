import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importsOf } from '../src/core/python-source/imports';
import { App } from './support/app';
import { succeed } from './support/shell';

/** What Python itself finds in its standard library, and in the packages of an environment. */
const PARSE = `
import ast, json, pathlib, sys, sysconfig, warnings

warnings.simplefilter("ignore")
found = {}
for root in {sysconfig.get_paths()["stdlib"], sysconfig.get_paths()["purelib"]}:
    for path in sorted(pathlib.Path(root).rglob("*.py")):
        try:
            tree = ast.parse(path.read_bytes())
            path.read_text("utf-8")
        except (SyntaxError, ValueError):
            continue
        names = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names.add(node.module)
                names |= {f"{node.module} {alias.name}" for alias in node.names if alias.name != "*"}
        found[str(path)] = sorted(names)
json.dump(found, sys.stdout)
`;

test('imports are found as Python finds them: in its standard library, and in all packages of an app', () => {
  const app = new App('imports');
  app.create();
  app.succeed('install');
  const { stdout } = succeed(app.path, join(app.path, '.venv/bin/python'), ['-c', PARSE]);
  const found = JSON.parse(stdout) as Record<string, string[]>;
  const paths = Object.keys(found);
  // The packages of an app are among them, and the whole of Python.
  for (const part of ['/site-packages/fastapi/', '/site-packages/pydantic/', '/asyncio/', '/unittest/']) {
    expect([part, paths.some((path) => path.includes(part))]).toEqual([part, true]);
  }
  expect(paths.length).toBeGreaterThan(2500);
  const different = paths.flatMap((path) => {
    const imports = importsOf(readFileSync(path, 'utf8'));
    const words = imports.flatMap(({ module, names }) => [module, ...names.map((name) => `${module} ${name}`)]);
    const modules = [...new Set(words)].sort();
    const expected = [...(found[path] ?? [])].sort();
    return JSON.stringify(modules) === JSON.stringify(expected) ? [] : [{ path, modules, expected }];
  });
  expect(different).toEqual([]);
});
