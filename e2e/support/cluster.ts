import { join } from 'node:path';
import { docker, imageName } from './docker';
import { run, runAside, succeed, type Ended } from './shell';
import { read, tarball, workspace, write } from './workspace';

const available = process.env.E2E_KUBERNETES === 'yes' && process.env.E2E_DOCKER === 'yes';

/**
 * A group of tests that needs a Kubernetes cluster. Whether there is one was found out, and said loudly, before the tests
 * began: see scripts/test.mjs.
 */
export const describeKubernetes = available ? describe : describe.skip;

function words(variable: 'E2E_CLUSTER_LOAD' | 'E2E_CLUSTER_INSIDE'): string[] {
  return (process.env[variable] ?? '').split(' ').filter((word) => word !== '');
}

/** The command line that runs a program where the addresses of Services answer. */
export function inside(...argv: string[]): [string, string[]] {
  const [program = '', ...args] = [...words('E2E_CLUSTER_INSIDE'), ...argv];
  return [program, args];
}

/** Copies an image of the engine into the cluster: nothing is pulled there. */
export function load(image: string): string {
  const [program, ...args] = words('E2E_CLUSTER_LOAD');
  if (program !== undefined) succeed(process.cwd(), program, [...args, image]);
  return image;
}

/** Runs kubectl, which has to succeed unless `any` outcome is of interest. */
export function kubectl(args: readonly string[], outcome: 'success' | 'any' = 'success'): Ended {
  return (outcome === 'success' ? succeed : run)(process.cwd(), 'kubectl', args);
}

export function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}

/** Asks again and again until an answer is as it should be. @returns the seconds that it took */
export async function until(what: string, seconds: number, holds: () => boolean): Promise<number> {
  const begin = Date.now();
  while (!holds()) {
    if (Date.now() - begin > seconds * 1000) throw new Error(`not within ${String(seconds)} s: ${what}`);
    await pause(0.5);
  }
  return (Date.now() - begin) / 1000;
}

/**
 * The whole application under test. What it does wrong is said by its environment (`BROKEN` is never ready, `MIGRATION`
 * is how that ends, `CRASH` ends it at once) or by files in /tmp (`down`).
 */
const MAIN = `import asyncio
import os
import time
from pathlib import Path

from fastapi import FastAPI, Response

if "CRASH" in os.environ:
    raise RuntimeError("no such table: orders")

app = FastAPI()


@app.get("/health/live")
async def live() -> str:
    return "ok"


@app.get("/health/ready")
async def ready(response: Response) -> str:
    if Path("/tmp/down").exists() or "BROKEN" in os.environ:
        response.status_code = 503
    return "ready or not"


@app.get("/work")
async def work() -> str:
    await asyncio.sleep(0.05)
    return os.environ.get("VERSION", "1")


@app.get("/hang")
async def hang() -> None:
    time.sleep(3600)
`;

const MIGRATE = `import os
import sys

print("the table orders has", "no column" if os.environ.get("MIGRATION") == "fails" else "a column")
sys.exit(os.environ.get("MIGRATION") == "fails")
`;

/** An app of its own, in a namespace of its own that takes nothing but what the strictest profile allows. */
export class ClusterApp {
  readonly root: string;
  readonly path: string;
  readonly image: string;

  constructor(readonly namespace: string) {
    this.root = workspace(namespace);
    this.path = join(this.root, 'apps/orders');
    this.namespace = `${namespace}-${String(process.pid)}`;
    this.image = `registry.example.com/${imageName(namespace)}`;
  }

  /** @param words further words of the command: with any, the application is the one that is generated */
  create(options: object, ...words: string[]): void {
    write(join(this.root, 'package.json'), '{ "private": true }\n');
    succeed(this.root, 'npm', ['install', '--save-dev', tarball()]);
    succeed(this.root, 'npx', ['fastapi-container', 'new', 'apps/orders', '--python', '3.12', ...words]);
    if (words.length === 0) {
      write(join(this.path, 'orders/main.py'), MAIN);
      write(join(this.path, 'orders/migrate.py'), MIGRATE);
    }
    this.options({ image: { name: this.image }, kubernetes: {}, ...options });
    write(this.overlay, read(this.overlay).replace(/namespace: .*/, `namespace: ${this.namespace}`));
    docker(['build', '--quiet', '--tag', `${this.image}:latest`, this.path]);
    load(`${this.image}:latest`);
    const enforce = 'pod-security.kubernetes.io/enforce=restricted';
    kubectl(['create', 'namespace', this.namespace]);
    kubectl(['label', 'namespace', this.namespace, enforce]);
  }

  remove(): void {
    kubectl(['delete', 'namespace', this.namespace, '--ignore-not-found', '--wait=false'], 'any');
    const { stdout } = docker(['image', 'ls', '--quiet', this.image], 'any');
    docker(['image', 'rm', '--force', ...stdout.trim().split('\n')], 'any');
  }

  get overlay(): string {
    return join(this.path, 'kubernetes/overlays/production/kustomization.yaml');
  }

  /** Changes options and regenerates. */
  options(changes: object): Ended {
    const file = join(this.path, 'fastapi-container.json');
    write(file, JSON.stringify({ ...(JSON.parse(read(file)) as object), ...changes }));
    return succeed(this.root, 'npx', ['fastapi-container', 'synth']);
  }

  /** Another image of the same app, with other variables. @returns its tag */
  variant(tag: string, environment: string): string {
    write(join(this.root, tag, 'Dockerfile'), `FROM ${this.image}:latest\nENV ${environment}\n`);
    docker(['build', '--quiet', '--tag', `${this.image}:${tag}`, join(this.root, tag)]);
    load(`${this.image}:${tag}`);
    return tag;
  }

  /** Lets the overlay choose an image, as a person does. */
  choose(tag: string): void {
    const text = read(this.overlay).replace(/\nimages:\n(?: .*\n)*/, '\n');
    write(this.overlay, `${text}images:\n  - name: ${this.image}\n    newTag: ${tag}\n`);
  }

  private argv(...args: string[]): [string, string[]] {
    return [join(this.root, 'node_modules/.bin/fastapi-container'), ['kubernetes', 'apps/orders', ...args]];
  }

  cli(...args: string[]): Ended {
    return run(this.root, ...this.argv(...args));
  }

  /** While this process goes on with something else. */
  aside(...args: string[]): Promise<Ended> {
    return runAside(this.root, ...this.argv(...args));
  }

  apply(...args: string[]): string {
    return succeed(this.root, ...this.argv('apply', 'production', ...args)).output;
  }

  kubectl(...args: string[]): string {
    return kubectl([`--namespace=${this.namespace}`, ...args]).stdout;
  }

  /** A field of an object, as JSONPath names it. */
  field(object: string, path: string): string {
    return this.kubectl('get', object, `--output=jsonpath={${path}}`);
  }

  /** All objects that are there, without those that the cluster makes itself. */
  objects(): string[] {
    const kinds = 'sa,svc,deploy,pdb,netpol,hpa,job,cm';
    return this.kubectl('get', kinds, '--output=name')
      .trim()
      .split('\n')
      .filter((name) => !/serviceaccount\/default$|kube-root-ca/.test(name))
      .sort();
  }

  /**
   * Objects as they were asked for: without what the cluster writes into them by itself, and goes on writing for a
   * while after a command has ended (pods of the last version that are still ending, say).
   */
  declared(kinds: string): object[] {
    const { items } = JSON.parse(this.kubectl('get', kinds, '--output=json')) as {
      items: { status?: object; metadata: { resourceVersion?: string } }[];
    };
    for (const item of items) {
      delete item.status;
      delete item.metadata.resourceVersion;
    }
    return items;
  }

  /** Names of the pods that take traffic. */
  endpoints(): string[] {
    const ready = '.items[*].endpoints[?(@.conditions.ready==true)].targetRef.name';
    return this.kubectl('get', 'endpointslices', `--output=jsonpath={${ready}}`).split(' ').filter(Boolean).sort();
  }

  pods(): string[] {
    return this.kubectl('get', 'pods', '--output=name').trim().split('\n').filter(Boolean).sort();
  }

  restarts(): number {
    const counts = this.field('pods', '.items[*].status.containerStatuses[*].restartCount').split(' ');
    return counts.reduce((sum, count) => sum + Number(count), 0);
  }

  get address(): string {
    return this.field('service/orders', '.spec.clusterIP');
  }
}
