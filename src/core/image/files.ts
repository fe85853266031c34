import type { Problem } from '../problems';
import type { Rule } from '../rule';

/**
 * Files that never get into an image, as patterns of an ignore file: bytecode of another Python, hidden files (`.env`
 * and caches among them), environment files, keys and certificates.
 */
export const NEVER_COPIED = [
  '__pycache__',
  '*.py[cod]',
  '.*',
  '*.env',
  '*.jks',
  '*.key',
  '*.p12',
  '*.pem',
  '*.pfx',
  'id_ecdsa*',
  'id_ed25519*',
  'id_rsa*',
] as const;

function matches(pattern: string, segment: string): boolean {
  const expression = pattern.replaceAll('.', '\\.').replaceAll('*', '.*');
  return new RegExp(`^${expression}$`, 'i').test(segment);
}

function isBelow(path: string, directory: string): boolean {
  return path === directory || path.startsWith(`${directory}/`);
}

/** Paths that the ignore file keeps out anyway, and paths that are copied already. */
export const filesRule: Rule = ({ image, application }) =>
  image.files.flatMap((path, index): Problem[] => {
    const problem = (reason: string, fix: string): Problem[] => [
      {
        option: `image.files[${String(index)}]`,
        value: path,
        reason,
        allowed: 'files and directories beside the source that hold no secrets',
        fix,
      },
    ];
    const secret = NEVER_COPIED.find((pattern) => path.split('/').some((segment) => matches(pattern, segment)));
    if (secret !== undefined) {
      const fix = 'mount it when the container runs; if it is no secret, give it another name';
      return problem(`no file called ${secret} gets into an image: it may hold a secret`, fix);
    }
    const source = application.package;
    if (source !== undefined && (isBelow(path, source) || isBelow(source, path))) {
      return problem(`${source} is copied already`, 'remove it');
    }
    const other = image.files.find((file, position) => position !== index && isBelow(path, file));
    if (other !== undefined && (other !== path || image.files.indexOf(path) < index)) {
      return problem(`${other} is copied already`, 'remove it');
    }
    return [];
  });
