import type { Manifest } from '../../src/core/orchestrators/kubernetes/rendering';
import { Kubectl } from '../../src/io/kubectl';
import type { Ended, ProgramOptions } from '../../src/io/programs';

function ended(stdout = '', failure?: string): Ended {
  return { status: failure === undefined ? 0 : 1, stdout, stderr: failure ?? '', failure, missing: false };
}

const REVISION = { annotations: { 'deployment.kubernetes.io/revision': '1' } };

/** Label of the pods of the newest version. */
const NEWEST = { labels: { 'pod-template-hash': 'a' } };

/** A cluster in memory: what kubectl is told is kept, and what it is asked is answered from that. */
export class ClusterDouble extends Kubectl {
  /** By `kind/name`. */
  readonly objects = new Map<string, Manifest>();
  /** Every command, in order, as words. */
  readonly commands: string[] = [];
  /** What `get pods` answers with. */
  pods: () => object[] = () => [];
  /** What `logs` answers with. */
  logs: (words: readonly string[]) => string | undefined = () => '';
  /** What a Deployment says of itself. */
  status: () => object = () => ({ observedGeneration: 1, replicas: 1, updatedReplicas: 1, availableReplicas: 1 });

  constructor() {
    super('.', []);
  }

  put(...manifests: readonly Manifest[]): this {
    for (const manifest of manifests) this.objects.set(`${manifest.kind}/${manifest.metadata.name}`, manifest);
    return this;
  }

  override run(args: readonly string[], { input = '' }: ProgramOptions = {}): Ended {
    this.commands.push(args.join(' '));
    const [verb = '', what = '', name = ''] = args;
    if (verb === 'apply') {
      const { items } = JSON.parse(input) as { items: Manifest[] };
      if (!args.includes('--dry-run=server')) this.put(...items);
      return ended();
    }
    if (verb === 'logs') {
      const text = this.logs(args);
      return text === undefined ? ended('', 'previous terminated container not found') : ended(text);
    }
    if (what === 'pods') return ended(JSON.stringify({ items: this.pods() }));
    if (what === 'replicasets') return ended(JSON.stringify({ items: [{ metadata: { ...REVISION, ...NEWEST } }] }));
    if (what === 'events') return ended('{ "items": [] }');
    const key = `${what.split('.')[0] ?? ''}/${name}`;
    const found = this.objects.get(key);
    if (verb === 'delete') this.objects.delete(key);
    if (verb !== 'get') return ended();
    if (found === undefined) return args.includes('--ignore-not-found') ? ended() : ended('', 'not found');
    if (args.some((word) => word.startsWith('--output=go-template'))) {
      return ended([name, ...Object.keys(found.data ?? {}), ''].join('\n'));
    }
    const more = found.kind === 'Deployment' ? { status: this.status() } : {};
    return ended(JSON.stringify({ ...found, ...more, metadata: { generation: 1, ...REVISION, ...found.metadata } }));
  }

  /** What is there, sorted. */
  get names(): string[] {
    return [...this.objects.keys()].sort();
  }
}
