// `npm run picture`: draws docs/picture.svg, a session of the built command line as it really went. `--check` only tells
// whether the picture is stale.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromRoot } from './lib/paths.mjs';
import { drawSession } from './lib/session-svg.mjs';

const APP = 'apps/orders';
const OPTIONS = 'fastapi-container.json';
const PICTURE = fromRoot('docs', 'picture.svg');

/** The options that the person in the picture changes. */
const CHANGES = { port: 9000, health: { live: '/alive' } };

const root = mkdtempSync(join(tmpdir(), 'fastapi-container-picture-'));
const app = join(root, APP);

/** Runs the command line. @returns the lines that it printed */
function cli(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [fromRoot('dist/cli/main.js'), ...args], {
    cwd: root,
    env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: '1' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`fastapi-container ${args.join(' ')} ended with ${status}\n${stdout}${stderr}`);
  return stdout.trimEnd().split('\n');
}

/** Texts of the files of the app, by path. */
function filesOf(directory = '') {
  const entries = readdirSync(join(app, directory), { withFileTypes: true });
  return Object.assign(
    {},
    ...entries.map((entry) => {
      const path = `${directory}${entry.name}`;
      return entry.isDirectory() ? filesOf(`${path}/`) : { [path]: readFileSync(join(app, path), 'utf8') };
    }),
  );
}

/** Who owns a file, as it says itself. */
function owner(path, text) {
  if (path === OPTIONS) return { word: 'the options: what you edit', kind: 'options' };
  if (/^.*Managed by fastapi-container/m.test(text.split('\n', 3).join('\n')))
    return { word: 'managed', kind: 'managed' };
  if (/^# [<>]+.*fastapi-container/m.test(text)) return { word: 'yours, with one managed block', kind: 'yours' };
  return { word: 'yours', kind: 'yours' };
}

/** The lines of a tree: files of one directory and one owner share a line as long as they fit. */
function tree(files, directory = '', indent = '') {
  const names = Object.keys(files).filter((path) => path.startsWith(directory));
  const here = names.filter((path) => !path.slice(directory.length).includes('/'));
  const below = [...new Set(names.map((path) => path.slice(directory.length).split('/')).filter((p) => p.length > 1))];
  const folders = [...new Set(below.map(([first]) => `${directory}${first}/`))].sort();
  const rows = grouped(here.map((path) => ({ name: path.slice(directory.length), ...owner(path, files[path]) })));
  const last = rows.length + folders.length - 1;
  const stem = (index) => `${indent}${index === last ? '└── ' : '├── '}`;
  return [
    ...rows.map(({ names: shown, word, kind }, index) => ({
      text: `${stem(index)}${shown.join('  ')}`,
      note: word,
      kind,
    })),
    ...folders.flatMap((folder, index) => {
      const position = rows.length + index;
      const title = { text: `${stem(position)}${folder.slice(directory.length)}` };
      return [title, ...tree(files, folder, `${indent}${position === last ? '    ' : '│   '}`)];
    }),
  ];
}

const ORDER = ['options', 'managed', 'yours'];
const MOST = 46;

/** Who owns a file first, so that what is alike stands together, then the name: a disk lists in any order. */
function grouped(files) {
  const rank = ({ name, word, kind }) => `${ORDER.indexOf(kind)} ${word === 'yours' ? 1 : 0} ${name}`;
  const sorted = [...files].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  const rows = [];
  for (const { name, word, kind } of sorted) {
    const row = rows.at(-1);
    const fits = row?.word === word && [...row.names, name].join('  ').length <= MOST;
    if (fits) row.names.push(name);
    else rows.push({ names: [name], word, kind });
  }
  return rows;
}

/** Lines that differ between two texts of one file, digests left out: they differ whenever anything does. */
function changedLines(before, after) {
  const [old, fresh] = [before.split('\n'), after.split('\n')];
  const gone = old.filter((line) => !fresh.includes(line) && !line.includes('sha256:'));
  const come = fresh.filter((line) => !old.includes(line) && !line.includes('sha256:'));
  return { gone, come };
}

const WIDEST = 98;

/** As much of two long lines as shows where they differ. */
function excerpts(gone, come) {
  const pairs = gone.length === come.length ? gone.map((line, index) => [line, come[index]]) : [];
  if (pairs.length === 0) return [...gone.map((text) => ['gone', text]), ...come.map((text) => ['come', text])];
  return pairs.flatMap(([a, b]) => {
    let same = 0;
    while (a[same] === b[same]) same += 1;
    const from = Math.max(a.length, b.length) <= WIDEST ? 0 : Math.max(0, same - 58);
    return [
      ['gone', cut(a, from)],
      ['come', cut(b, from)],
    ];
  });
}

function cut(line, from) {
  const start = from === 0 ? line.trim() : `… ${line.slice(from)}`;
  return start.length <= WIDEST ? start : `${start.slice(0, WIDEST - 2)} …`;
}

function difference(path, before, after) {
  const { gone, come } = changedLines(before, after);
  const lines = excerpts(gone, come).map(([kind, text]) => ({ text: `${kind === 'gone' ? '-' : '+'} ${text}`, kind }));
  return lines.length === 0 ? [] : [{ text: `${APP}/${path}`, kind: 'file' }, ...lines];
}

function session() {
  mkdirSync(join(root, '.git'));
  cli('new', APP);
  const born = filesOf();
  const options = JSON.parse(born[OPTIONS]);
  writeFileSync(join(app, OPTIONS), `${JSON.stringify({ ...options, ...CHANGES }, null, 2)}\n`);
  const edited = Object.entries(CHANGES).map(([name, value]) => ({
    text: `+ ${JSON.stringify(name)}: ${JSON.stringify(value)
      .replace(/([{:])(?=\S)/g, '$1 ')
      .replace(/}$/, ' }')}`,
    kind: 'come',
  }));
  const synth = cli('synth');
  const later = filesOf();
  const changed = Object.keys(later)
    .filter((path) => path !== OPTIONS && later[path] !== born[path])
    .sort();
  return [
    { text: `npx fastapi-container new ${APP}`, kind: 'prompt' },
    { text: `${APP}/`, kind: 'file' },
    ...tree(born),
    { text: '' },
    { text: `# you change two options in ${APP}/${OPTIONS}`, kind: 'quiet' },
    ...edited,
    { text: '' },
    { text: 'npx fastapi-container synth', kind: 'prompt' },
    ...synth.map((text) => ({ text })),
    { text: '' },
    { text: '# what follows from them', kind: 'quiet' },
    ...changed.flatMap((path) => difference(path, born[path] ?? '', later[path])),
    { text: '' },
    { text: 'npx fastapi-container check', kind: 'prompt' },
    ...cli('check').map((text) => ({ text, kind: 'good' })),
  ];
}

try {
  const svg = drawSession(session(), {
    title: 'A session on the command line',
    description:
      'The command new makes an app, whose files are managed or yours. Two options are edited, the port and the path of ' +
      'the health check. The command synth changes the lines of the managed files that follow from them, and check finds ' +
      'everything in step.',
  });
  if (process.argv.includes('--check')) {
    const stale = !existsSync(PICTURE) || readFileSync(PICTURE, 'utf8') !== svg;
    if (stale) console.error('docs/picture.svg is stale: run `npm run picture`');
    process.exitCode = stale ? 1 : 0;
  } else {
    writeFileSync(PICTURE, svg);
    console.log(`docs/picture.svg: ${(svg.length / 1000).toFixed(1)} kB`);
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}
