import { baseName } from '../text/paths';
import type { Problem } from '../text/problems';
import type { Rule } from '../app/rule';
import { CHECK_ENV_RULES, envRule } from './env';
import { extraRule } from './extra';
import { filesRule } from './files';
import { labelsRule } from './labels';
import { aptPackagesRule } from './packages';
import { VARIANT_RULES } from './variant-rules';

/** Whether the next build finds the same Python under a reference. */
function isPinned(reference: string): boolean {
  const lastSegment = baseName(reference);
  return lastSegment.includes('@') || (lastSegment.includes(':') && !/:latest(-dev)?$/.test(lastSegment));
}

const baseIsPinned: Rule = ({ image }) => {
  const problem = (option: string, value: string, fix: string): Problem => ({
    option,
    value,
    reason: 'has no tag, or the tag "latest": the next build may bring another Python',
    allowed: 'an image reference with a tag other than latest, or a digest',
    fix,
  });
  const problems: Problem[] = [];
  if (image.digest === undefined && !isPinned(image.base)) {
    const fix = 'name a version, such as python:3.13-slim, or set "image.digest"';
    problems.push(problem('image.base', image.base, fix));
  }
  if (image.builderBase !== image.base && !isPinned(image.builderBase)) {
    const fix = `name a version, or a digest: ${image.builderBase}@sha256:...`;
    problems.push(problem('image.builderBase', image.builderBase, fix));
  }
  return problems;
};

const digestIsGivenOnce: Rule = ({ image }) =>
  image.digest !== undefined && image.base.includes('@')
    ? {
        option: 'image.digest',
        value: image.digest,
        reason: 'image.base has a digest already',
        allowed: 'one digest',
        fix: 'remove it here or behind the @ in image.base',
      }
    : undefined;

/** What cannot work in the image, or would break out of what the options stand for. */
export const IMAGE_RULES: readonly Rule[] = [
  baseIsPinned,
  digestIsGivenOnce,
  ...VARIANT_RULES,
  aptPackagesRule,
  envRule,
  ...CHECK_ENV_RULES,
  labelsRule,
  filesRule,
  extraRule,
];
