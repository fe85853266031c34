import { InvalidInputError } from '../core/text/problems';
import { readManifests, type Manifest } from '../core/orchestrators/kubernetes/rendering';
import { runProgram, type Ended, type ProgramOptions } from './programs';

/** Who changes which field, as the API server records it. */
export const FIELD_MANAGER = 'fastapi-container';

/** Where an object lies, as words of a command line. */
export function scopeOf({ metadata: { namespace } }: Manifest): string[] {
  return namespace === undefined ? [] : [`--namespace=${namespace}`];
}

/** Words that are about applying alone, and that other commands refuse. */
const FOR_APPLYING = /^--(?:force-conflicts|validate)\b/;

/** A cluster, as the current context of kubectl names it. */
export class Kubectl {
  /** @param words flags for each call, such as `--context=production` */
  constructor(
    private readonly cwd: string,
    private readonly words: readonly string[],
  ) {}

  private get everywhere(): string[] {
    return this.words.filter((word) => !FOR_APPLYING.test(word));
  }

  /** Asks the cluster. */
  run(args: readonly string[], options: ProgramOptions = {}): Ended {
    return this.call([...args, ...this.everywhere], options);
  }

  /** Runs kubectl. That it is not installed is told as such, whatever it was asked. */
  private call(args: readonly string[], options: ProgramOptions = {}): Ended {
    const ended = runProgram(['kubectl', ...args], { cwd: this.cwd, ...options });
    if (!ended.missing) return ended;
    throw new InvalidInputError('the command line', [
      { option: 'kubectl', reason: 'is not installed here', fix: 'install it: https://kubernetes.io/docs/tasks/tools' },
    ]);
  }

  /** Whether a cluster answers. */
  answers(): boolean {
    return this.run(['version', '--request-timeout=5s', '--output=json']).failure === undefined;
  }

  /** What kustomize makes of a directory: no cluster is asked. */
  render(directory: string): Manifest[] {
    const { failure, stdout, stderr } = this.call(['kustomize', directory]);
    if (failure === undefined) return readManifests(stdout);
    const fix = 'correct the overlay, which is yours, or regenerate kubernetes/base';
    throw new InvalidInputError('the overlay', [{ option: directory, reason: stderr.trim() || failure, fix }]);
  }

  /** An object of the cluster; undefined where there is none. */
  get(object: Manifest, ...args: readonly string[]): Manifest | undefined {
    const { failure, stdout } = this.run([...about('get', object), '--output=json', ...args]);
    return failure === undefined ? (JSON.parse(stdout) as Manifest) : undefined;
  }

  /**
   * Names in an object: of a Secret its keys, without their values.
   *
   * @returns none where it is not there; `unknown` where the cluster does not tell, for example to somebody without the right
   */
  keysOf(object: Manifest): readonly string[] | undefined | 'unknown' {
    const template = '{{.metadata.name}}{{range $key, $value := .data}}{{"\\n"}}{{$key}}{{end}}';
    const words = [...about('get', object), '--ignore-not-found', `--output=go-template=${template}`];
    const { failure, stdout } = this.run(words);
    if (failure !== undefined) return 'unknown';
    return stdout.trim() === '' ? undefined : stdout.trim().split('\n').slice(1);
  }

  /** Removes an object, with what is only there for it, and waits until it is gone. */
  remove(object: Manifest): Ended {
    return this.run([...about('delete', object), '--ignore-not-found', '--cascade=foreground']);
  }

  /** The line with which a person removes an object. */
  deletion(object: Manifest): string {
    return ['kubectl', ...about('delete', object), ...this.everywhere].join(' ');
  }

  /** Applies objects, as one who owns the fields that are in them and no others. */
  apply(manifests: readonly Manifest[], manager = FIELD_MANAGER, ...args: readonly string[]): Ended {
    const words = this.words.filter((word) => FOR_APPLYING.test(word));
    return this.hand('apply', manifests, manager, ...words, ...args);
  }

  /** Compares objects with those of the cluster. Exit code 0: the same; 1: they differ. */
  diff(manifests: readonly Manifest[]): Ended {
    return this.hand('diff', manifests, FIELD_MANAGER);
  }

  /** Hands objects over, as they would be applied by a manager of fields. */
  private hand(verb: string, manifests: readonly Manifest[], manager: string, ...args: readonly string[]): Ended {
    const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: manifests });
    return this.run([verb, '--server-side', `--field-manager=${manager}`, '--filename=-', ...args], { input });
  }
}

/** The words of a command about one object: its kind with the group, since two groups may have one of the same name. */
function about(verb: string, object: Manifest): string[] {
  const [version = '', group] = object.apiVersion.split('/').reverse();
  const kind = group === undefined ? object.kind : `${object.kind}.${version}.${group}`;
  return [verb, kind, object.metadata.name, ...scopeOf(object)];
}
