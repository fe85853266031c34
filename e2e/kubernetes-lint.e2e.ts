import { join } from 'node:path';
import { withDigest } from '../src/core/orchestrators/kubernetes/overlay';
import { describeKubernetes, kubectl } from './support/cluster';
import { writeApp } from './support/image-app';
import { checkov, kubeScore, kubernetesValidate, type Finding } from './support/kubernetes-linters';
import { kubernetesRows } from './support/kubernetes-rows';
import { keepOnFailure, read, workspace, write } from './support/workspace';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

const { rows, pairs } = kubernetesRows();

/** What an option asks for, and a linter finds wrong. */
const ASKED_FOR = [
  { option: 'networkPolicy', value: 'none', said: /^CKV2_K8S_6$|does not have a matching NetworkPolicy$/ },
  { option: 'user', value: 'platform', said: /^CKV_K8S_40$|running with a low (?:user|group) ID$/ },
];

/** Findings that no option of their app asks for. */
function unasked(found: readonly Finding[]): Finding[] {
  return found.filter(({ app, said }) => {
    const options = rows.find(({ name }) => name === app)?.kubernetes as Record<string, unknown>;
    return !ASKED_FOR.some((asked) => options[asked.option] === asked.value && asked.said.test(said));
  });
}

/** Renders the overlays of all rows, a file each. @returns the directory */
function rendered(digest: boolean): string {
  const directory = workspace('kubernetes-lint');
  for (const options of rows) {
    const name = String(options.name);
    const image = `registry.example.com/shop/${name}`;
    const app = writeApp({ image: { name: image }, ...options });
    const overlay = join(app, 'kubernetes/overlays/production');
    const file = join(overlay, 'kustomization.yaml');
    if (digest) write(file, withDigest(read(file), image, DIGEST));
    write(join(directory, `${name}.yaml`), kubectl(['kustomize', overlay]).stdout);
  }
  return directory;
}

describeKubernetes(`the overlay with a digest has no findings, in ${String(pairs)} pairs of options`, () => {
  let directory = '';

  beforeAll(() => {
    directory = rendered(true);
  });

  test(
    'of kubernetes-validate, strictly',
    keepOnFailure(() => {
      const { status, output } = kubernetesValidate(directory);
      // What the definitions of a cluster's own kinds are made of is not known to it.
      const known = output.split('\n').filter((line) => !/kind (HTTPRoute|ServiceMonitor) /.test(line));
      expect({ status, known: known.join('').trim() }).toEqual({ status: 0, known: '' });
    }),
  );

  test(
    'of checkov, but for what options ask for',
    keepOnFailure(() => {
      const { passed, failed } = checkov(directory);
      expect(unasked(failed)).toEqual([]);
      expect(failed.length).toBeGreaterThan(0);
      expect(passed).toBeGreaterThan(90 * rows.length);
    }),
  );

  test(
    'of kube-score, but for what options ask for',
    keepOnFailure(() => {
      expect(unasked(kubeScore(directory))).toEqual([]);
    }),
  );
});

describeKubernetes('the overlay without a digest', () => {
  test(
    'lacks what the documentation says, and nothing else',
    keepOnFailure(() => {
      const directory = rendered(false);
      const rules = unasked(checkov(directory).failed).map(({ said }) => said);
      expect([...new Set(rules)].sort()).toEqual(['CKV_K8S_14', 'CKV_K8S_15', 'CKV_K8S_43']);
      const finding = /ImagePullPolicy is not set to Always|Image with latest tag/;
      for (const { said } of unasked(kubeScore(directory))) expect(said).toMatch(finding);
    }),
  );
});
