import { shellCommands } from '../start/shell';

/** What one RUN instruction installs from the system's packages. */
export interface SystemPackages {
  /** Debian packages. */
  readonly apt: readonly string[];
  /** Words that are not plain names, such as a variable. */
  readonly unclear: readonly string[];
  /** A package manager of another system. */
  readonly other: string | undefined;
}

const NAME = /^[a-z0-9][a-z0-9+.-]+(=[A-Za-z0-9][A-Za-z0-9.+:~-]*)?$/;
const OTHERS = new Set(['apk', 'dnf', 'yum', 'microdnf', 'zypper', 'tdnf']);
/** Options of apt-get that take the next word. */
const WITH_VALUE = new Set(['-o', '--option', '-t', '--target-release', '-c']);

/** The items of a text for `apt-get satisfy`, such as `curl, libpq5 (= 17.6)`, as `apt-get install` writes them. */
function dependencies(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim().replace(/\s*\(\s*=\s*(\S+?)\s*\)$/, '=$1'))
    .filter((item) => item !== '');
}

/** Reads the packages that the commands of a RUN instruction install. */
export function systemPackages(run: string): SystemPackages {
  const apt: string[] = [];
  const unclear: string[] = [];
  let other: string | undefined;
  for (const command of shellCommands(run)) {
    const words = command.filter((word) => word !== 'sudo' && !/^[A-Za-z_]\w*=/.test(word));
    const program = words.findIndex((word) => word === 'apt-get' || word === 'apt' || OTHERS.has(word));
    const name = words[program] ?? '';
    if (program < 0) continue;
    const verb = words.findIndex((word, index) => index > program && ['install', 'add', 'satisfy'].includes(word));
    if (verb < 0) continue;
    if (OTHERS.has(name)) {
      other = name;
      continue;
    }
    const rest = words.slice(verb + 1);
    rest.forEach((word, index) => {
      if (word.startsWith('-') || WITH_VALUE.has(rest[index - 1] ?? '')) return;
      if (words[verb] === 'satisfy') {
        for (const item of dependencies(word)) (NAME.test(item) ? apt : unclear).push(item);
        return;
      }
      (NAME.test(word) ? apt : unclear).push(word);
    });
  }
  return { apt, unclear, other };
}

/** Compilers and what goes with them: needed to install Python packages, and by nothing that runs. */
const BUILD_ONLY = new Set(
  'autoconf automake build-essential cargo clang cmake g++ gcc gfortran libtool make meson ninja-build nodejs npm patchelf pkg-config pkgconf python3-dev python-dev-is-python3 python3-venv python3-pip rustc swig'.split(
    ' ',
  ),
);

/** Whether a Debian package serves the build only. */
export function isForBuildOnly(name: string): boolean {
  return BUILD_ONLY.has(name.replace(/=.*$/, ''));
}

/** Whether a Debian package serves the build as well as what runs: headers come with the library itself. */
export function isForBuildToo(name: string): boolean {
  return /-dev(=|$)/.test(name) || name === 'git';
}
