import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TaskName } from '../src/core/tasks';
import { BROWSER } from './support/browser';
import { BrowserWindow, type View } from './support/browser-window';
import { describeDocker, docker, imageName } from './support/docker';
import { FOCUSED, HARD_TO_READ, TOO_WIDE, type Focused, type Readability } from './support/page-audit';
import { run, succeed, type Ended } from './support/shell';
import { lineOf } from './support/target-line';
import { files, keepOnFailure, read, tarball, workspace, write } from './support/workspace';

const VIEWS: readonly View[] = [
  { width: 1280, scheme: 'light' },
  { width: 1280, scheme: 'dark' },
  { width: 400, scheme: 'light' },
  { width: 400, scheme: 'dark' },
];

/** More keys are not pressed. */
const MOST_KEYS = 400;

const describeBrowser = BROWSER === '' ? describe.skip : describe;

/** Workspace, browser, and a server that nothing may ask. */
class Setting {
  readonly root = workspace('pages');
  readonly asked: string[] = [];
  private browser?: BrowserWindow;
  private readonly server: Server = createServer(({ url }, answer) => {
    this.asked.push(String(url));
    answer.end();
  });

  async start(): Promise<void> {
    write(join(this.root, 'package.json'), '{ "private": true }\n');
    write(join(this.root, '.gitignore'), 'node_modules\n/*.html\n');
    succeed(this.root, 'git', ['init', '--quiet', '.']);
    succeed(this.root, 'npm', ['install', '--save-dev', tarball()]);
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.browser = await BrowserWindow.start();
  }

  get window(): BrowserWindow {
    if (!this.browser) throw new Error('the browser is not there');
    return this.browser;
  }

  /** An image of a server on this machine, in HTML that would be one if it got into a page. */
  bait(name: string): string {
    const { port } = this.server.address() as AddressInfo;
    return `<img src=//127.0.0.1:${String(port)}/${name} onerror=alert(1)>`;
  }

  own(...words: string[]): Ended {
    return run(this.root, 'npx', ['fastapi-container', ...words]);
  }

  async open(page: string, view: View): Promise<BrowserWindow> {
    await this.window.open(join(this.root, page), view);
    return this.window;
  }

  /** Presses Tab until the end of the page. @returns all that had the focus */
  async walk(): Promise<Focused[]> {
    const met: Focused[] = [];
    for (let pressed = 0; pressed < MOST_KEYS; pressed++) {
      await this.window.press('Tab');
      const focused = await this.window.evaluate<Focused>(FOCUSED);
      if (focused.tag === 'BODY') break;
      met.push(focused);
    }
    return met;
  }

  async stop(): Promise<void> {
    await this.browser?.stop();
    this.server.close();
  }
}

/** What holds for every page, however it is looked at. */
async function expectReadable(setting: Setting, page: string, view: View, least: number): Promise<void> {
  const window = await setting.open(page, view);
  await window.evaluate(`document.querySelectorAll('details').forEach((details) => { details.open = true; })`);
  const { read: texts, found } = await window.evaluate<Readability>(HARD_TO_READ);
  expect(found).toEqual([]);
  expect(texts).toBeGreaterThan(least);
  expect(await window.evaluate(TOO_WIDE)).toBe(0);
  const dark = await window.evaluate<string>('getComputedStyle(document.body).backgroundColor');
  const [first = 0] = (dark.match(/\d+/g) ?? []).map(Number);
  expect([view.scheme, first < 128]).toEqual([view.scheme, view.scheme === 'dark']);
  expect(window.requests).toEqual([pathToFileURL(join(setting.root, page)).href]);
  expect(window.said).toEqual([]);
}

describeBrowser('the page about drift', () => {
  const setting = new Setting();
  const { root } = setting;
  const options = (app: string, more: object) => {
    const file = join(root, app, 'fastapi-container.json');
    write(file, JSON.stringify({ ...(JSON.parse(read(file)) as object), ...more }, null, 2));
  };

  beforeAll(async () => {
    await setting.start();
    for (const app of ['apps/edited', 'apps/changed', 'apps/wrong', 'apps/good']) setting.own('new', app);
    const dockerfile = join(root, 'apps/edited/Dockerfile');
    write(
      dockerfile,
      `${read(dockerfile)}# ${setting.bait('drift')}</td></table><script>document.title = 'x'</script>\n`,
    );
    options('apps/changed', { port: 9100 });
    options('apps/wrong', { [`prot ${setting.bait('option')}`]: setting.bait('value') });
  });
  afterAll(() => setting.stop());

  test(
    'is written besides what is printed, in the same words and with the same exit code, and again over itself',
    keepOnFailure(() => {
      const before = files(root);
      const plain = setting.own('check');
      for (const words of [['--html', 'drift.html'], ['--html=drift.html'], ['--json', '--html=drift.html']]) {
        const told = setting.own('check', ...words);
        expect(told.status).toBe(plain.status);
        expect(told.stderr).toContain('The page is in drift.html');
        if (!words.includes('--json')) expect(told.stdout).toBe(plain.stdout);
      }
      expect(plain.status).toBe(2);
      expect(Object.keys(files(root)).filter((path) => !(path in before))).toEqual(['drift.html']);
    }),
  );

  test(
    'beside the app it makes nothing stale; a file of a person stays',
    keepOnFailure(() => {
      expect(setting.own('check', 'apps/good', '--html', 'apps/good/drift.html').status).toBe(0);
      expect(setting.own('check', 'apps/good').status).toBe(0);
      write(join(root, 'mine.html'), 'mine');
      const refused = setting.own('check', '--html', 'mine.html');
      expect(refused.status).toBe(2);
      expect(refused.stderr).toMatch(/--html = "mine\.html"[^]*not made[^]*Way out: choose another path/);
      expect(read(root, 'mine.html')).toBe('mine');
      const { line, cwd } = lineOf(root, 'apps/good', 'container-check');
      const path = [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
      expect(run(cwd, 'sh', ['-c', `${line} --html=target.html`], { PATH: path }).status).toBe(0);
      expect(read(root, 'target.html')).toContain('Everything is in step');
    }),
  );

  test.each(VIEWS)(
    'is read in %j, asks nobody for anything, and runs nothing that a file or an option says',
    async (view) =>
      keepOnFailure(async () => {
        setting.own('check', '--html', 'drift.html');
        await expectReadable(setting, 'drift.html', view, 100);
        expect(await setting.window.evaluate('document.images.length + document.scripts.length')).toBe(0);
        expect(await setting.window.evaluate('document.title')).toBe('Not in step with the options');
        const text = await setting.window.evaluate<string>('document.body.innerText');
        for (const told of ['Cannot be judged', 'apps/wrong', 'EXPOSE 9100', '</td></table><script>', 'apps/good']) {
          expect(text).toContain(told);
        }
        expect(setting.asked).toEqual([]);
      })(),
  );

  test(
    'asks nobody for anything even if something got into it',
    keepOnFailure(async () => {
      setting.own('check', '--html', 'drift.html');
      const window = await setting.open('drift.html', VIEWS[0] as View);
      await window.evaluate(`new Promise((resolve) => {
        document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(setting.bait('inserted'))});
        document.images[0].addEventListener('error', resolve);
        document.head.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = true' }));
      })`);
      expect(window.said.join()).toMatch(/Content Security Policy/);
      expect(await window.evaluate('window.ran')).toBeUndefined();
      expect(setting.asked).toEqual([]);
    }),
  );

  test(
    'shows what is there beside what belongs there, and is opened and closed by keys',
    keepOnFailure(async () => {
      setting.own('check', '--html', 'drift.html');
      const window = await setting.open('drift.html', VIEWS[0] as View);
      const row = `[...document.querySelectorAll('.diff tr')].find((tr) => tr.textContent.includes('EXPOSE 9100'))`;
      const boxes = `[...${row}.querySelectorAll('.gone, .come')].map((cell) => [cell.textContent, cell.getBoundingClientRect()])`;
      const cells = await window.evaluate<[string, { x: number; y: number }][]>(`JSON.parse(JSON.stringify(${boxes}))`);
      const [left, right] = cells;
      expect(cells.map(([text]) => text)).toEqual(['EXPOSE 8001', 'EXPOSE 9100']);
      expect(right?.[1].y).toBe(left?.[1].y);
      expect(right?.[1].x).toBeGreaterThan((left?.[1].x ?? 0) + 300);

      const met = await setting.walk();
      expect(met[0]).toMatchObject({ tag: 'A', link: '#main' });
      expect(met.filter(({ isSeen, isInView }) => !isSeen || !isInView)).toEqual([]);
      const summaries = await window.evaluate<number>(`document.querySelectorAll('summary').length`);
      expect(met.filter(({ tag }) => tag === 'SUMMARY')).toHaveLength(summaries);
      await window.evaluate(`document.querySelector('.file > summary').focus()`);
      const isOpen = `document.querySelector('.file').open`;
      const states = [await window.evaluate(isOpen)];
      for (let pressed = 0; pressed < 2; pressed++) {
        await window.press('Enter');
        states.push(await window.evaluate(isOpen));
      }
      expect(states).toEqual([true, false, true]);
    }),
  );
});

const describeImage = BROWSER === '' ? describe.skip : describeDocker;

describeImage('the page about an image', () => {
  const setting = new Setting();
  const { root } = setting;
  const app = join(root, 'apps/orders');
  const image = imageName('pages');
  const path = [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  /** Runs a target as Nx does, with words behind it. */
  const target = (name: TaskName, words = ''): Ended => {
    const { cwd, line } = lineOf(root, 'apps/orders', name);
    return run(cwd, 'sh', ['-c', `${line} ${words}`], { PATH: path });
  };
  const containers = () => docker(['ps', '--all', '--quiet', '--filter', `ancestor=${image}:latest`]).stdout;

  beforeAll(async () => {
    await setting.start();
    setting.own('new', 'apps/orders', '--python', '3.12', '--image.name', image);
    const file = join(app, 'fastapi-container.json');
    // Neither the instruction of a layer nor the name of a directory is HTML.
    const directory = `'/usr/<img src=x onerror=alert(1)>'`;
    const lines = [`: '${setting.bait('layer')}'`, `mkdir ${directory}`, `printf '%09999d' 0 > ${directory}/file`];
    const extra = { runtime: [`RUN ${lines.join(' && ')}`] };
    const made = JSON.parse(read(file)) as object;
    write(file, JSON.stringify({ ...made, image: { name: image, extra } }, null, 2));
    setting.own('synth');
    for (const words of ['', '--html=report.html']) {
      const built = target('container-build');
      if (built.status !== 0) throw new Error(built.output);
      const reported = target('container-report', words);
      if (reported.status !== 0) throw new Error(reported.output);
      write(join(app, 'orders/more.py'), `"""${'x'.repeat(5000)}"""\n`);
    }
    const last = setting.own('run', 'container-report', 'apps/orders', '--', '--start', '--html', 'report.html');
    if (last.status !== 0) throw new Error(last.output);
  });
  afterAll(() => setting.stop());

  test(
    'tells size and start time over the builds, and what changed; nothing is left of the container',
    keepOnFailure(async () => {
      const window = await setting.open('report.html', VIEWS[0] as View);
      const text = await window.evaluate<string>('document.body.innerText');
      expect(text).toContain(`${image}:latest`);
      expect(text).toMatch(
        /What changed since the last build\s+Since [0-9a-f]{12}, the build that was reported before/,
      );
      expect(text).toContain('2 builds were reported');
      expect(text).toMatch(/to the first answer\s+[\d.]+ m?s/);
      expect(await window.evaluate(`document.querySelectorAll('.field span').length`)).toBe(3);
      const { images } = JSON.parse(setting.own('report', 'apps/orders', '--json').stdout) as {
        images: [{ start: number; builds: { id: string; start?: number }[] }];
      };
      expect(images[0].start).toBeGreaterThan(50);
      expect(images[0].start).toBeLessThan(60_000);
      expect(images[0].builds.map(({ start }) => start === undefined)).toEqual([true, false]);
      expect(containers()).toBe('');
    }),
  );

  test.each(VIEWS)('is read in %j, asks nobody for anything, and runs nothing that a layer says', async (view) =>
    keepOnFailure(async () => {
      await expectReadable(setting, 'report.html', view, 100);
      expect(await setting.window.evaluate('document.images.length + document.scripts.length')).toBe(0);
      expect(await setting.window.evaluate<string>('document.body.innerText')).toContain('onerror=alert(1)>');
      expect(setting.asked).toEqual([]);
    })(),
  );

  test(
    'draws each part as large as it is',
    keepOnFailure(async () => {
      const drawn = `[...document.querySelectorAll('.tile')].map((tile) => {
        const { width, height } = tile.getBoundingClientRect();
        const row = document.querySelector(tile.getAttribute('href'));
        return { area: width * height, name: tile.querySelector('b').textContent, row: row.cells[0].textContent, size: row.cells[2].textContent };
      })`;
      for (const view of VIEWS) {
        const window = await setting.open('report.html', view);
        type Tile = { area: number; name: string; row: string; size: string };
        const tiles = await window.evaluate<Tile[]>(drawn);
        expect(tiles.length).toBeGreaterThan(15);
        // Of those large enough that borders do not count.
        const large = tiles.filter(({ area, name, size }) => area > 8000 && !/smaller/.test(name) && /MB/.test(size));
        for (const { name, row } of large) expect(row).toBe(name);
        const perByte = large.map(({ area, size }) => area / parseFloat(size));
        expect(Math.max(...perByte) / Math.min(...perByte)).toBeLessThan(2);
      }
    }),
  );

  test(
    'is used by keys alone: every rectangle is reached, says what it is, and leads to its row; the picture is skipped',
    keepOnFailure(async () => {
      const window = await setting.open('report.html', VIEWS[0] as View);
      const met = await setting.walk();
      expect(met[0]).toMatchObject({ tag: 'A', link: '#main' });
      expect(met.filter(({ isSeen, isInView }) => !isSeen || !isInView)).toEqual([]);
      const tiles = met.filter(({ name }) => name.startsWith('tile'));
      expect(tiles).toHaveLength(await window.evaluate<number>(`document.querySelectorAll('.tile').length`));
      for (const { tip } of tiles) expect(tip).toMatch(/: [\d.]+ [kM]?B, .* % of the image; [^]*, in the layer\s/);

      await window.evaluate(`document.querySelector('.tile').focus()`);
      const { link } = await window.evaluate<Focused>(FOCUSED);
      await window.press('Enter');
      expect(await window.evaluate('location.hash')).toBe(link);
      expect(await window.evaluate(`document.querySelector(':target')?.tagName`)).toBe('TR');

      const skip = met.find(({ text }) => text === 'Skip the picture');
      await window.evaluate(`document.querySelector('a[href="${String(skip?.link)}"]').focus()`);
      await window.press('Enter');
      await window.press('Tab');
      expect((await window.evaluate<Focused>(FOCUSED)).name).not.toContain('tile');
    }),
  );

  test(
    'a rectangle has one name for those who do not see it',
    keepOnFailure(async () => {
      const window = await setting.open('report.html', VIEWS[0] as View);
      const { nodes } = (await window.ask('Accessibility.getFullAXTree')) as {
        nodes: { ignored: boolean; role?: { value: string }; name?: { value: string } }[];
      };
      const named = (role: string) =>
        nodes.filter((node) => !node.ignored && node.role?.value === role).map(({ name }) => name?.value ?? '');
      const links = named('link').filter((name) => / % of the image; /.test(name));
      expect(links).toHaveLength(await window.evaluate<number>(`document.querySelectorAll('.tile').length`));
      expect(links.find((name) => name.startsWith('pydantic-core'))).toMatch(/^pydantic-core [\d.]+: [\d.]+ MB, /);
      for (const role of ['banner', 'main', 'contentinfo']) expect([role, named(role).length]).toEqual([role, 1]);
      expect(named('image').filter((name) => /^Size of 2 builds: first /.test(name))).toHaveLength(1);
      expect(named('table').length + named('grid').length).toBeGreaterThan(0);
    }),
  );

  test(
    'an image that does not start is told with what it said, and nothing is written',
    keepOnFailure(() => {
      const page = read(root, 'report.html');
      const main = read(app, 'orders/main.py');
      write(join(app, 'orders/main.py'), 'raise SystemExit("no good")\n');
      docker(['build', '--tag', `${image}:latest`, app]);
      const { status, stderr } = target('container-report', '--start --html=report.html');
      write(join(app, 'orders/main.py'), main);
      expect(status).toBe(2);
      expect(stderr).toMatch(/--start\s+Problem: the container ended [^]*no good[^]*Way out: see that `container-run`/);
      expect(read(root, 'report.html')).toBe(page);
      expect(containers()).toBe('');
    }),
  );
});
