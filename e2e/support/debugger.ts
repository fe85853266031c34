import { connect, type Socket } from 'node:net';

interface Message {
  readonly seq: number;
  readonly type: 'request' | 'response' | 'event';
  readonly command?: string;
  readonly event?: string;
  readonly success?: boolean;
  readonly message?: string;
  readonly body?: Record<string, unknown>;
}

const SECONDS = 60;

/** A debugger as an editor is one: a client of the Debug Adapter Protocol, with no more than the tests need. */
export class DebuggerClient {
  private seq = 0;
  private rest = Buffer.alloc(0);
  private readonly messages: Message[] = [];
  private readonly waiting = new Set<() => void>();

  private constructor(private readonly socket: Socket) {
    socket.on('data', (chunk) => {
      this.rest = Buffer.concat([this.rest, chunk]);
      for (let read = this.readOne(); read; read = this.readOne()) this.messages.push(read);
      for (const look of this.waiting) look();
    });
    // What ends the program ends the connection as well.
    socket.on('error', () => undefined);
  }

  /** Attaches as soon as something listens. */
  static async attach(port: number): Promise<DebuggerClient> {
    const end = Date.now() + SECONDS * 1000;
    for (;;) {
      try {
        return new DebuggerClient(await open(port));
      } catch (error) {
        if (Date.now() > end) throw error;
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
    }
  }

  /** Sets a breakpoint, and lets the program go on. @returns whether the debugger found a line to stop at */
  async begin(path: string, line: number): Promise<boolean> {
    await this.ask('initialize', { adapterID: 'test', pathFormat: 'path', linesStartAt1: true });
    const attached = this.ask('attach', { justMyCode: true });
    await this.event('initialized');
    const { breakpoints } = await this.ask('setBreakpoints', { source: { path }, breakpoints: [{ line }] });
    await this.ask('configurationDone', {});
    await attached;
    return (breakpoints as { verified: boolean }[]).every(({ verified }) => verified);
  }

  /** Waits until a breakpoint is hit. @returns the thread that stands there, and where that is */
  async stopped(): Promise<{ readonly thread: number; readonly line: number; readonly name: string }> {
    const { threadId } = await this.event('stopped');
    const thread = Number(threadId);
    const { stackFrames } = await this.ask('stackTrace', { threadId: thread });
    const [frame] = stackFrames as { line: number; name: string }[];
    return { thread, line: frame?.line ?? 0, name: frame?.name ?? '' };
  }

  async goOn(threadId: number): Promise<void> {
    await this.ask('continue', { threadId });
  }

  close(): void {
    this.socket.destroy();
  }

  private readOne(): Message | undefined {
    const head = this.rest.indexOf('\r\n\r\n');
    if (head < 0) return undefined;
    const length = Number(/Content-Length: (\d+)/i.exec(this.rest.toString('latin1', 0, head))?.[1]);
    if (this.rest.length < head + 4 + length) return undefined;
    const text = this.rest.toString('utf8', head + 4, head + 4 + length);
    this.rest = this.rest.subarray(head + 4 + length);
    return JSON.parse(text) as Message;
  }

  private async ask(command: string, args: object): Promise<Record<string, unknown>> {
    const body = JSON.stringify({ seq: ++this.seq, type: 'request', command, arguments: args });
    this.socket.write(`Content-Length: ${String(Buffer.byteLength(body))}\r\n\r\n${body}`);
    const answer = await this.first(
      `an answer to ${command}`,
      (each) => each.type === 'response' && each.command === command,
    );
    if (answer.success !== true) throw new Error(`${command}: ${answer.message ?? 'failed'}`);
    return answer.body ?? {};
  }

  private async event(name: string): Promise<Record<string, unknown>> {
    return (await this.first(name, (each) => each.type === 'event' && each.event === name)).body ?? {};
  }

  /** The first message of a kind, which is then taken. */
  private async first(what: string, is: (message: Message) => boolean): Promise<Message> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        this.waiting.delete(look);
        reject(new Error(`the debugger sent no ${what} within ${String(SECONDS)} s`));
      }, SECONDS * 1000);
      const look = (): void => {
        const at = this.messages.findIndex(is);
        const [message] = at < 0 ? [] : this.messages.splice(at, 1);
        if (!message) return;
        clearTimeout(late);
        this.waiting.delete(look);
        resolve(message);
      };
      this.waiting.add(look);
      look();
    });
  }
}

async function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.off('error', reject);
      resolve(socket);
    });
    socket.once('error', reject);
  });
}
