import { pathToFileURL } from 'node:url';
import puppeteer, { type Browser, type CDPSession, type KeyInput, type Page } from 'puppeteer-core';
import { BROWSER } from './browser';

/** How a page is seen. */
export interface View {
  readonly width: number;
  readonly scheme: 'light' | 'dark';
}

/** A window of a browser, with all that its page asks for and says. */
export class BrowserWindow {
  /** Addresses that were asked for since the page was opened. */
  readonly requests: string[] = [];
  /** What the browser said on its console, such as what a policy has blocked. */
  readonly said: string[] = [];

  private constructor(
    private readonly browser: Browser,
    private readonly page: Page,
    private readonly session: CDPSession,
  ) {
    page.on('request', (request) => this.requests.push(request.url()));
    page.on('console', (message) => this.said.push(message.text()));
    page.on('pageerror', (error) => this.said.push(String(error)));
  }

  static async start(): Promise<BrowserWindow> {
    const browser = await puppeteer.launch({ executablePath: BROWSER, args: ['--no-sandbox'] });
    const page = await browser.newPage();
    return new BrowserWindow(browser, page, await page.createCDPSession());
  }

  /** Opens a file in a window of a width, for a person who likes it light or dark. */
  async open(path: string, { width, scheme }: View): Promise<void> {
    await this.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await this.page.setViewport({ width, height: 900 });
    // The same page with another part of it in the address would not be read again.
    await this.page.goto('about:blank');
    this.requests.length = 0;
    this.said.length = 0;
    await this.page.goto(pathToFileURL(path).href);
  }

  /** The value of an expression in the page. */
  async evaluate<T>(expression: string): Promise<T> {
    return (await this.page.evaluate(expression)) as T;
  }

  async press(key: KeyInput): Promise<void> {
    await this.page.keyboard.press(key);
  }

  /** Asks for something as the developer tools do. */
  async ask(method: 'Accessibility.getFullAXTree'): Promise<object> {
    return this.session.send(method);
  }

  async stop(): Promise<void> {
    await this.browser.close();
  }
}
