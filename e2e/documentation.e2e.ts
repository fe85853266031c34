import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { BROWSER, browserTest } from './support/browser';
import { Container, describeDocker, docker, imageName } from './support/docker';
import { ask, askUntilUp } from './support/http';
import { writeApp } from './support/image-app';
import { keepOnFailure } from './support/workspace';

/** What a page asked for, what of that is not on this machine, and what it complained about. */
interface Complaints {
  readonly asked: string[];
  readonly foreign: string[];
  readonly errors: string[];
}

async function open(browser: Browser, url: string): Promise<{ page: Page; complaints: Complaints }> {
  const page = await browser.newPage();
  const complaints: Complaints = { asked: [], foreign: [], errors: [] };
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.errors.push(message.text());
  });
  page.on('pageerror', (error) => complaints.errors.push(String(error)));
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const { protocol, hostname, pathname } = new URL(request.url());
    complaints.asked.push(pathname);
    if (protocol === 'data:' || protocol === 'blob:' || hostname === '127.0.0.1') void request.continue();
    else {
      complaints.foreign.push(request.url());
      void request.abort();
    }
  });
  await page.goto(url, { waitUntil: 'networkidle0' });
  return { page, complaints };
}

/** Behind a proxy that strips the prefix, the container is asked for what is left of it. */
const SETS = {
  'as they are': { docs: 'bundled' },
  'with everything around the application': {
    docs: 'bundled',
    securityHeaders: true,
    trustedHosts: ['orders.example.com'],
    maxBodySize: 1,
    cors: { origins: ['https://shop.example.com'] },
  },
  'with a prefix': { docs: 'bundled', rootPath: '/api' },
};

describeDocker.each(Object.entries(SETS))('documentation pages without the internet, %s', (name, options) => {
  const image = imageName(`docs-${name.replaceAll(' ', '-')}`);
  let container: Container;
  let browser: Browser | undefined;

  beforeAll(async () => {
    const app = writeApp({ python: '3.12', ...options, image: { name: image, check: true } });
    docker(['build', '--quiet', '--tag', image, app]);
    container = new Container(image, '8000');
    await askUntilUp(`${container.url}/health/live`);
    if (BROWSER !== '') browser = await puppeteer.launch({ executablePath: BROWSER, args: ['--no-sandbox'] });
  });

  afterAll(async () => {
    await browser?.close();
    container.remove();
  });

  browserTest(
    'Swagger UI shows the routes, and tries one out',
    keepOnFailure(async () => {
      if (!browser) throw new Error('there is no browser');
      const { page, complaints } = await open(browser, `${container.url}/docs`);
      await (await page.waitForSelector('.opblock-get .opblock-summary-control'))?.click();
      await (await page.waitForSelector('.opblock-get .try-out__btn'))?.click();
      await (await page.waitForSelector('.opblock-get .execute'))?.click();
      const cell = '.live-responses-table tbody .response-col_status';
      await page.waitForSelector(cell);
      const status = await page.evaluate(`document.querySelector('${cell}').textContent`);
      // Without the proxy in front of it nothing is found below a prefix: what counts is where the page looks.
      if ('rootPath' in options) expect(complaints.asked).toContain(`${options.rootPath}/items`);
      else expect(status).toBe('200');
      expect((await ask(`${container.url}/docs/oauth2-redirect`)).body).toContain('oauth2');
      expect(complaints.foreign).toEqual([]);
      if (!('rootPath' in options)) expect(complaints.errors).toEqual([]);
    }),
  );

  browserTest(
    'ReDoc shows them too',
    keepOnFailure(async () => {
      if (!browser) throw new Error('there is no browser');
      const { page, complaints } = await open(browser, `${container.url}/redoc`);
      await page.waitForSelector('[data-section-id]');
      expect(await page.evaluate('document.body.innerText')).toContain('/items');
      // Its logo, which is left out.
      expect(complaints.foreign.filter((url) => !url.includes('logo'))).toEqual([]);
    }),
  );
});

describeDocker('an application without documentation pages', () => {
  const image = imageName('docs-none');

  test(
    'serves neither these nor the schema',
    keepOnFailure(async () => {
      const app = writeApp({ python: '3.12', docs: 'none', image: { name: image } });
      docker(['build', '--quiet', '--tag', image, app]);
      const container = new Container(image, '8000');
      try {
        await askUntilUp(`${container.url}/health/live`);
        for (const path of ['/docs', '/redoc', '/openapi.json'])
          expect((await ask(container.url + path)).status).toBe(404);
        expect((await ask(`${container.url}/items`)).status).toBe(200);
      } finally {
        container.remove();
      }
    }),
  );
});
