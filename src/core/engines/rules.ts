import { hasPassword, secretWord } from '../image/secrets';
import type { Rule } from '../app/rule';
import { RUN_RULES } from './run-rules';

const hasATag: Rule = ({ image }) =>
  image.tags.length > 0
    ? undefined
    : {
        option: 'image.tags',
        value: image.tags,
        reason: 'is empty: the image could not be named',
        allowed: 'at least one tag',
        fix: 'name a tag, or leave the option out for "latest"',
      };

const lambdaTakesNoBillOfMaterials: Rule = ({ push }) =>
  push.target === 'lambda' && push.sbom
    ? {
        option: 'push.sbom',
        value: true,
        reason: 'turns the image into an index, which AWS Lambda rejects (push.target)',
        allowed: 'false for AWS Lambda',
        fix: 'set it to false, and attach a bill of materials by other means, such as `docker sbom` into a file',
      }
    : undefined;

const lambdaTakesNoProvenance: Rule = ({ push }) =>
  push.target === 'lambda' && push.provenance !== 'none'
    ? {
        option: 'push.provenance',
        value: push.provenance,
        reason: 'turns the image into an index, which AWS Lambda rejects (push.target)',
        allowed: '"none" for AWS Lambda',
        fix: 'set it to "none"',
      }
    : undefined;

const lambdaTakesOnePlatform: Rule = ({ image, push }) =>
  push.target === 'lambda' && image.platforms.length > 1
    ? {
        option: 'image.platforms',
        value: image.platforms,
        reason: 'makes an index of several images, which AWS Lambda rejects (push.target)',
        allowed: 'one platform for AWS Lambda',
        fix: 'keep the platform of the function, linux/amd64 or linux/arm64',
      }
    : undefined;

const podmanHasNoBillOfMaterials: Rule = ({ engine, push }) =>
  engine === 'podman' && push.sbom
    ? {
        option: 'push.sbom',
        value: true,
        reason: 'podman attaches no software bill of materials',
        allowed: 'false with podman',
        fix: 'set it to false, or set "engine" to "docker"',
      }
    : undefined;

const podmanHasNoProvenance: Rule = ({ engine, push }) =>
  engine === 'podman' && push.provenance !== 'none'
    ? {
        option: 'push.provenance',
        value: push.provenance,
        reason: 'podman attaches no provenance',
        allowed: '"none" with podman',
        fix: 'set it to "none", or set "engine" to "docker"',
      }
    : undefined;

const podmanIsNotSeenByScout: Rule = ({ engine, scan }) =>
  engine === 'podman' && scan.scanner === 'scout'
    ? {
        option: 'scan.scanner',
        value: 'scout',
        reason: 'Docker Scout is a plugin of the docker program',
        allowed: '"trivy", "grype" with podman',
        fix: 'use trivy or grype, or set "engine" to "docker"',
      }
    : undefined;

/** The Dockerfile reads the addresses of package indexes from secrets in variables. */
const podmanHasNoSecretVariables: Rule = ({ engine, packageIndex }) => {
  if (engine !== 'podman') return undefined;
  const keys = (['secret', 'extraSecret'] as const).filter((key) => packageIndex[key] !== undefined);
  return keys.map((key) => ({
    option: `packageIndex.${key}`,
    value: packageIndex[key],
    reason: 'podman builds no Dockerfile that reads a secret from a variable (RUN --mount=type=secret,env=...)',
    allowed: 'no package index with podman',
    fix: 'remove it and use a base image whose pip.conf names the index, or set "engine" to "docker"',
  }));
};

/** podman knows one kind of cache: a repository without a tag. */
function podmanCachesInRegistries(key: 'cacheFrom' | 'cacheTo'): Rule {
  return ({ engine, builder }) => {
    const wrong = builder[key].find((cache) => !/^type=registry,ref=[^,:]+(:[0-9]+\/[^,:]+)?$/.test(cache));
    if (engine !== 'podman' || wrong === undefined) return undefined;
    return {
      option: `builder.${key}`,
      value: wrong,
      reason: 'podman caches in a repository only, and tags the layers itself',
      allowed: 'type=registry,ref=<repository> without a tag and other attributes, with podman',
      fix: 'write it such as type=registry,ref=registry.example.com/orders-cache, or set "engine" to "docker"',
    };
  };
}

const argumentsAreNoSecrets: Rule = ({ builder }) => {
  const secret = builder.args.find(
    (argument) => secretWord(argument.split('=')[0] ?? '') !== undefined || hasPassword(argument),
  );
  if (secret === undefined) return undefined;
  return {
    option: 'builder.args',
    value: secret.split('=')[0],
    reason: 'looks like a secret: build arguments stay readable in the history of the image',
    allowed: 'names that tell of no secret',
    fix: 'give secrets to the running container; what the build itself needs belongs in a BuildKit secret',
  };
};

/** What an engine or the place that runs the image cannot do. */
export const ENGINE_RULES: readonly Rule[] = [
  hasATag,
  lambdaTakesNoBillOfMaterials,
  lambdaTakesNoProvenance,
  lambdaTakesOnePlatform,
  podmanHasNoBillOfMaterials,
  podmanHasNoProvenance,
  podmanIsNotSeenByScout,
  podmanHasNoSecretVariables,
  podmanCachesInRegistries('cacheFrom'),
  podmanCachesInRegistries('cacheTo'),
  argumentsAreNoSecrets,
  ...RUN_RULES,
];
