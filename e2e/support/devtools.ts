import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { BROWSER } from './browser';
import { environment } from './shell';

interface Message {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

const SECONDS = 60;

/** How a page is seen. */
export interface View {
  readonly width: number;
  readonly scheme: 'light' | 'dark';
}

/** Chromium, spoken to over a pipe as its developer tools do: JSON with a zero byte behind each message. */
export class DevTools {
  /** Addresses that were asked for since the last page was opened. */
  readonly requests: string[] = [];
  /** What the browser said on its console, such as what a policy has blocked. */
  readonly said: string[] = [];
  private rest = '';
  private id = 0;
  private session = '';
  private readonly answers = new Map<number, (message: Message) => void>();
  private loaded: () => void = () => undefined;

  private constructor(
    private readonly process: ChildProcess,
    private readonly profile: string,
  ) {
    (process.stdio[4] as Readable).setEncoding('utf8').on('data', (chunk: string) => {
      const messages = (this.rest + chunk).split('\0');
      this.rest = messages.pop() ?? '';
      for (const message of messages) this.take(JSON.parse(message) as Message);
    });
  }

  static async start(): Promise<DevTools> {
    const profile = mkdtempSync(join(tmpdir(), 'chromium-'));
    const words = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', `--user-data-dir=${profile}`];
    const child = spawn(BROWSER, [...words, '--remote-debugging-pipe', 'about:blank'], {
      env: environment(),
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    });
    const tools = new DevTools(child, profile);
    const { targetId } = await tools.ask('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await tools.ask('Target.attachToTarget', { targetId, flatten: true });
    tools.session = String(sessionId);
    for (const domain of ['Page', 'Network', 'Runtime', 'Log']) await tools.ask(`${domain}.enable`);
    return tools;
  }

  private take({ id, method, params, ...rest }: Message): void {
    if (id !== undefined) this.answers.get(id)?.(rest);
    if (method === 'Page.loadEventFired') this.loaded();
    if (method === 'Network.requestWillBeSent') this.requests.push((params?.request as { url: string }).url);
    if (method === 'Log.entryAdded' || method === 'Runtime.consoleAPICalled') this.said.push(JSON.stringify(params));
  }

  /** Asks for something. @throws where the browser refuses or says nothing */
  async ask(method: string, params: object = {}): Promise<Record<string, unknown>> {
    const id = ++this.id;
    const session = this.session === '' ? {} : { sessionId: this.session };
    const answer = new Promise<Message>((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error(`${method} was not answered within ${String(SECONDS)} s`));
      }, SECONDS * 1000);
      this.answers.set(id, (message) => {
        clearTimeout(timer);
        this.answers.delete(id);
        resolve(message);
      });
    });
    (this.process.stdio[3] as Writable).write(`${JSON.stringify({ id, method, params, ...session })}\0`);
    const { result, error } = await answer;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result ?? {};
  }

  /** Opens a file in a window of a width, for a person who likes it light or dark. */
  async open(path: string, { width, scheme }: View): Promise<void> {
    const features = [{ name: 'prefers-color-scheme', value: scheme }];
    await this.ask('Emulation.setEmulatedMedia', { features });
    const metrics = { width, height: 900, deviceScaleFactor: 1, mobile: false };
    await this.ask('Emulation.setDeviceMetricsOverride', metrics);
    this.requests.length = 0;
    const loaded = new Promise<void>((resolve) => {
      this.loaded = resolve;
    });
    await this.ask('Page.navigate', { url: pathToFileURL(path).href });
    await loaded;
  }

  /** The value of an expression in the page. */
  async evaluate<T>(expression: string): Promise<T> {
    const words = { expression, returnByValue: true, awaitPromise: true };
    const { result, exceptionDetails } = await this.ask('Runtime.evaluate', words);
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
    return (result as { value: T }).value;
  }

  /** Presses and releases a key, as a person does. */
  async press(key: 'Tab' | 'Enter', shift = false): Promise<void> {
    const code = key === 'Tab' ? 9 : 13;
    const text = key === 'Enter' ? { text: '\r' } : {};
    const words = { key, code: key, windowsVirtualKeyCode: code, modifiers: shift ? 8 : 0 };
    await this.ask('Input.dispatchKeyEvent', { type: key === 'Enter' ? 'keyDown' : 'rawKeyDown', ...words, ...text });
    await this.ask('Input.dispatchKeyEvent', { type: 'keyUp', ...words });
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.process.on('close', resolve));
    // The answer may not come any more.
    this.ask('Browser.close').catch(() => undefined);
    const timer = setTimeout(() => this.process.kill('SIGKILL'), 5000);
    await ended;
    clearTimeout(timer);
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
