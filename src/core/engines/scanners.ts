import type { Scanner, Severity } from '../options';

/** How a scanner is asked about an image. */
export interface ScannerCommands {
  /** Ends with 0 where the scanner is installed. */
  readonly probe: readonly string[];
  /** Scans an image of Docker. */
  image(reference: string, failOn: Severity): readonly string[];
  /** Scans an archive that an engine has saved. */
  archive(path: string, failOn: Severity): readonly string[];
  /** Exit code that tells of vulnerabilities, as opposed to a scan that failed. */
  readonly found: number;
  /** Where to get it. */
  readonly home: string;
}

const SEVERITIES: readonly Severity[] = ['low', 'medium', 'high', 'critical'];

function atLeast(severity: Severity): Severity[] {
  return SEVERITIES.slice(SEVERITIES.indexOf(severity));
}

function trivy(failOn: Severity): string[] {
  const severities = atLeast(failOn).join(',').toUpperCase();
  return ['trivy', 'image', '--scanners', 'vuln', '--severity', severities, '--exit-code', '3'];
}

function scout(failOn: Severity): string[] {
  return ['docker', 'scout', 'cves', '--exit-code', '--only-severity', atLeast(failOn).join(',')];
}

/** The scanners, the one that is tried first at the front. None of them may look for the image in a registry. */
export const SCANNERS: Readonly<Record<Scanner, ScannerCommands>> = {
  trivy: {
    probe: ['trivy', '--version'],
    image: (reference, failOn) => [...trivy(failOn), '--image-src', 'docker', reference],
    archive: (path, failOn) => [...trivy(failOn), '--input', path],
    found: 3,
    home: 'https://trivy.dev',
  },
  grype: {
    probe: ['grype', 'version'],
    image: (reference, failOn) => ['grype', `docker:${reference}`, '--fail-on', failOn],
    archive: (path, failOn) => ['grype', `docker-archive:${path}`, '--fail-on', failOn],
    found: 2,
    home: 'https://github.com/anchore/grype',
  },
  scout: {
    probe: ['docker', 'scout', 'version'],
    image: (reference, failOn) => [...scout(failOn), `local://${reference}`],
    archive: (path, failOn) => [...scout(failOn), `archive://${path}`],
    found: 2,
    home: 'https://docs.docker.com/scout/install/',
  },
};
