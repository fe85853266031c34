import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';

const root = join(__dirname, '..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  name: string;
  repository: { url: string };
  homepage: string;
  bugs: string;
};

/** What `npm pack` would put into a package. */
function packed(directory = root): { size: number; files: { path: string }[] } {
  const { stdout, stderr } = spawnSync('npm', ['pack', '--dry-run', '--json'], { cwd: directory, encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  const answer = JSON.parse(stdout) as object;
  return (Object.values(answer) as [{ size: number; files: { path: string }[] }])[0];
}

const { size, files } = packed();
const paths = files.map(({ path }) => path);

/** Where the links and pictures of a document lead, without those inside code. */
function linksIn(document: string): string[] {
  const text = readFileSync(join(root, document), 'utf8')
    .replace(/^```[^]*?^```/gm, '')
    .replace(/`[^`\n]*`/g, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)|\b(?:src|srcset|href)="([^"]+)"/g)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
}

/** The anchors that GitHub and npm give to the headings of a document. */
function anchorsIn(document: string): string[] {
  const headings = readFileSync(join(root, document), 'utf8').match(/^#+ .*/gm) ?? [];
  return headings.map((heading) =>
    heading
      .replace(/^#+ /, '')
      .toLowerCase()
      .replace(/[^\p{Letter}\p{Number}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('the published package', () => {
  test('has what the product needs, and nothing else', () => {
    const expected =
      /^(\.jsii|(package|generators|executors|migrations|(workspace\.)?schema)\.json|LICENSE|(README|CHANGELOG|CONTRIBUTING)\.md|files\/.+\.ejs|python\/\w+\.py|docs\/[\w-]+\.(md|svg)|dist\/.+\.(js|d\.ts)|dist\/nx\/(generators|executors)\/\w+\/schema\.json)$/;
    expect(paths.filter((path) => !expected.test(path) || /\.spec\.|__golden__/.test(path))).toEqual([]);
    for (const directory of ['files', 'docs']) {
      const present = readdirSync(join(root, directory), { recursive: true, withFileTypes: true });
      const missing = present.filter(
        (entry) =>
          entry.isFile() && !paths.some((path) => path.startsWith(`${directory}/`) && path.endsWith(entry.name)),
      );
      expect(missing.map(({ name }) => name)).toEqual([]);
    }
  });

  // A guard against files that slip in, with room for what the product still learns.
  test('is smaller than 800 kB', () => {
    expect(size).toBeLessThan(800_000);
  });

  test('has a README that is read in minutes, and tables of options without scrolling sideways', () => {
    const linesOf = (document: string) => readFileSync(join(root, document), 'utf8').trimEnd().split('\n');
    expect(linesOf('README.md').length).toBeLessThanOrEqual(150);
    for (const document of ['README.md', 'docs/options.md']) {
      expect([document, linesOf(document).filter((line) => line.length > 160)]).toEqual([document, []]);
    }
  });

  test('says where it is developed', () => {
    expect(manifest.repository.url).toBe(`git+${manifest.homepage.replace('#readme', '.git')}`);
    expect(manifest.bugs).toBe(manifest.homepage.replace('#readme', '/issues'));
  });

  test.each(['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', ...paths.filter((path) => /^docs\/.*\.md$/.test(path))])(
    'has what %s links to',
    (document) => {
      for (const link of linksIn(document)) {
        if (/^https:\/\//.test(link)) continue;
        const [path = '', anchor] = link.split('#');
        const target = path === '' ? document : posix.join(posix.dirname(document), path);
        expect([link, paths.includes(target)]).toEqual([link, true]);
        if (anchor !== undefined) expect([link, anchorsIn(target).includes(anchor)]).toEqual([link, true]);
      }
    },
  );

  test.each([
    ['.', 'node16', 'dist/index.d.ts'],
    ['.', 'bundler', 'dist/index.d.ts'],
    ['.', 'node10', 'dist/index.d.ts'],
    ['./nx', 'node16', 'dist/nx/plugin.d.ts'],
    ['./nx', 'bundler', 'dist/nx/plugin.d.ts'],
  ])('has types at %s for the resolution %s', (entry, resolution, types) => {
    const kinds = {
      node16: ts.ModuleResolutionKind.Node16,
      bundler: ts.ModuleResolutionKind.Bundler,
      node10: ts.ModuleResolutionKind.Node10,
    };
    const moduleResolution = kinds[resolution as keyof typeof kinds];
    // The package is asked for as if it were installed.
    const installed = (path: string) => path.replace(/^\/consumer\/node_modules\/fastapi-container/, root);
    const host: ts.ModuleResolutionHost = {
      fileExists: (path) => existsSync(installed(path)) && ts.sys.fileExists(installed(path)),
      readFile: (path) => ts.sys.readFile(installed(path)),
      directoryExists: (path) => path === '/consumer/node_modules' || ts.sys.directoryExists(installed(path)),
    };
    const name = posix.join(manifest.name, entry);
    const { resolvedModule } = ts.resolveModuleName(name, '/consumer/index.ts', { moduleResolution }, host);
    expect(resolvedModule?.resolvedFileName).toBe(`/consumer/node_modules/fastapi-container/${types}`);
    expect(paths).toContain(types);
    expect(paths).toContain(types.replace('.d.ts', '.js'));
  });
});

describe('the package by which npm create finds the command', () => {
  const directory = join(root, 'create');
  const own = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as Record<string, unknown>;
  const product = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;

  test('has the version of the other, and asks for exactly that', () => {
    expect(own.name).toBe(`create-${manifest.name}`);
    expect(own.version).toBe(product.version);
    expect(own.dependencies).toEqual({ [manifest.name]: product.version });
  });

  test('has its license, its author and its requirements, and says where it is developed', () => {
    for (const member of ['license', 'author', 'engines', 'homepage', 'bugs']) {
      expect([member, own[member]]).toEqual([member, product[member]]);
    }
    expect(own.repository).toEqual({ ...(product.repository as object), directory: 'create' });
    expect(readFileSync(join(directory, 'LICENSE'), 'utf8')).toBe(readFileSync(join(root, 'LICENSE'), 'utf8'));
  });

  test('has its program and nothing else, and runs nothing when it is installed', () => {
    const inside = packed(directory).files.map(({ path }) => path);
    expect(inside.sort()).toEqual(['LICENSE', 'README.md', 'main.js', 'package.json']);
    expect(own.bin).toEqual({ 'create-fastapi-container': './main.js' });
    expect(own.scripts).toBeUndefined();
  });

  test('calls what the other exports', () => {
    const [, asked = ''] =
      /require\('fastapi-container\/(\w+)'\)/.exec(readFileSync(join(directory, 'main.js'), 'utf8')) ?? [];
    expect((product.exports as Record<string, unknown>)[`./${asked}`]).toBeDefined();
  });
});
