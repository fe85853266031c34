import type { Rule } from '../rule';
import { envRule } from './env';
import { extraRule } from './extra';
import { filesRule } from './files';
import { labelsRule } from './labels';
import { aptPackagesRule } from './packages';

const baseIsPinned: Rule = ({ image }) => {
  const lastSegment = image.base.slice(image.base.lastIndexOf('/') + 1);
  const pinned = image.digest !== undefined || lastSegment.includes('@');
  if (pinned || (lastSegment.includes(':') && !lastSegment.endsWith(':latest'))) return undefined;
  return {
    option: 'image.base',
    value: image.base,
    reason: 'has no tag, or the tag "latest": the next build may bring another Python',
    allowed: 'an image reference with a tag other than latest, or a digest',
    fix: 'name a version, such as python:3.13-slim',
  };
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
  aptPackagesRule,
  envRule,
  labelsRule,
  filesRule,
  extraRule,
];
