import type { Problem } from '../text/problems';
import type { ResolvedApp } from '../app/resolved';
import type { Rule } from '../app/rule';

const OCI = 'org.opencontainers.image';

/** Labels that tell how an image was built: flags of the build give them, so that one without them stays repeatable. */
const BUILD_LABELS = ['created', 'revision'].map((key) => `${OCI}.${key}`);

/** Keys of the OCI image specification that a person may set. */
const OCI_KEYS = [
  'authors',
  'description',
  'documentation',
  'licenses',
  'ref.name',
  'source',
  'title',
  'url',
  'vendor',
  'version',
].map((key) => `${OCI}.${key}`);

/** Those of them that hold a URL. */
const URL_KEYS = ['documentation', 'source', 'url'].map((key) => `${OCI}.${key}`);

/** Namespaces that Docker keeps for itself. */
const RESERVED = ['com.docker.', 'io.docker.', 'org.dockerproject.'];

/** `python:3.13-slim` as `docker.io/library/python:3.13-slim`: a label means the same whoever reads it. */
function fullyQualified(reference: string): string {
  const [first = '', ...rest] = reference.split('/');
  if (rest.length === 0) return `docker.io/library/${reference}`;
  return /[.:]|^localhost$/.test(first) ? reference : `docker.io/${reference}`;
}

function derivedLabels({ name, image }: ResolvedApp): Record<string, string> {
  const [base = '', digest = image.digest] = image.base.split('@');
  return {
    [`${OCI}.title`]: name,
    [`${OCI}.base.name`]: fullyQualified(base),
    ...(digest === undefined ? {} : { [`${OCI}.base.digest`]: digest }),
  };
}

/** All labels with a fixed value, sorted by key. */
export function labels(app: ResolvedApp): [string, string][] {
  return Object.entries({ ...derivedLabels(app), ...app.image.labels }).sort(([left], [right]) =>
    left < right ? -1 : 1,
  );
}

function labelProblem(key: string, value: string): Omit<Problem, 'option' | 'value'> | undefined {
  if (BUILD_LABELS.includes(key)) {
    return {
      reason: 'follows from the build, not from the options',
      allowed: `a flag of the build: --label ${key}=...`,
      fix: `remove it here, and give \`container-build\` the words \`-- --label ${key}=...\``,
    };
  }
  const reserved = RESERVED.find((namespace) => key.startsWith(namespace));
  if (reserved !== undefined) {
    return {
      reason: `"${reserved}" is reserved by Docker`,
      allowed: 'keys that begin with a domain of yours, reversed',
      fix: 'choose another key, such as com.example.team',
    };
  }
  if (key.startsWith('org.opencontainers.') && !OCI_KEYS.includes(key)) {
    return {
      reason: 'is not a label of the OCI image specification, or follows from the base image',
      allowed: OCI_KEYS.join(', '),
      fix: 'take one of these, or a key that begins with a domain of yours, reversed',
    };
  }
  if (URL_KEYS.includes(key) && !/^https?:\/\/[^\s"'<>\\]+$/.test(value)) {
    return {
      reason: 'is no URL',
      allowed: 'a URL that begins with https:// or http://',
      fix: 'give the whole address',
    };
  }
  return undefined;
}

/** Labels that mean something else than the person thinks. */
export const labelsRule: Rule = ({ image }) =>
  Object.entries(image.labels).flatMap(([key, value]): Problem[] => {
    const problem = labelProblem(key, value);
    return problem ? [{ option: `image.labels.${key}`, value, ...problem }] : [];
  });
