import type { Found } from '../finding';
import type { Said } from '../said';

/** Base images whose packages do not fit what the Dockerfile of this package does with its own. */
const OTHER_SYSTEMS =
  /alpine|(^|\/)(ubi\d*|fedora|centos|rockylinux|almalinux|amazonlinux|opensuse|sclorg)|redhat|[.:-](ubi|c|el)\d+s?$/;
const OFFICIAL = /^(?:docker\.io\/)?(?:library\/)?python:(3\.\d+)(\.\d+)?(-slim)?(-(?!slim)\w+)?$/;
const OF_UV = /^ghcr\.io\/astral-sh\/uv:/;
/** What the option accepts. */
const REFERENCE = /^[a-z0-9]+([._:/-]+[A-Za-z0-9_]+)*$/;

/** The parts of a list as people say it. */
function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

/** What an official image pins beyond the version of Python, with the options that keep it. */
function pinned(plain: string, digest: string | undefined, python: string): string | undefined {
  const [, version, patch, slim, release] = OFFICIAL.exec(plain) ?? [];
  // Another Python was decided: what was pinned is of no use there.
  if (version !== python) return undefined;
  const kept = digest !== undefined && slim !== undefined ? digest : undefined;
  const parts = [
    ...(patch === undefined ? [] : ['its patch version']),
    ...(release === undefined ? [] : ['its Debian release']),
    ...(kept === undefined ? [] : ['its digest']),
  ];
  if (parts.length === 0) return undefined;
  const image = slim === undefined ? `${plain}-slim` : plain;
  const base = patch === undefined && release === undefined ? [] : [`"base": "${image}"`];
  const options = [...base, ...(kept === undefined ? [] : [`"digest": "${kept}"`])].join(', ');
  return `the base image becomes python:${python}-slim, the newest one: "image": { ${options} } keeps ${listed(parts)}`;
}

/**
 * What a Dockerfile starts from.
 *
 * @param python version of Python in the image
 */
export function baseFindings(said: Said<string> | undefined, python: string): Found {
  if (!said) return { findings: [], notes: [] };
  const { value, place } = said;
  const told = (...texts: readonly string[]): Found => ({
    findings: [],
    notes: texts.map((text) => ({ text, place })),
  });
  const [plain = '', digest] = value.split('@');
  if (OTHER_SYSTEMS.test(plain)) {
    return told(
      `the base image ${value} is not Debian: python:<version>-slim is taken, and its packages have other names`,
    );
  }
  const [, , , slim, release] = OFFICIAL.exec(plain) ?? [];
  if (OFFICIAL.test(plain) && (slim !== undefined || release === undefined)) {
    const full = `the base image ${value} has many libraries that python:<version>-slim lacks: name those that are needed in image.aptPackages.runtime`;
    const more = pinned(plain, digest, python);
    return told(...(slim === undefined ? [full] : []), ...(more === undefined ? [] : [more]));
  }
  if (OF_UV.test(plain)) return told(`the base image ${value} only adds uv: python:<version>-slim is taken`);
  if (/python/.test(plain) && REFERENCE.test(plain) && plain.length <= 200 && !plain.includes('$')) {
    const text = `image.base is without its digest: "image": { "digest": "${digest ?? ''}" } keeps it`;
    return {
      findings: [{ option: 'image.base', value: plain, place, confidence: 'likely' }],
      notes: digest === undefined ? [] : [{ text, place }],
    };
  }
  return told(`the base image ${value} is no Python image: python:<version>-slim is taken`);
}
