import type { Scanner, Severity } from './values';

/** How `container-scan` looks for known vulnerabilities. */
export interface ScanOptions {
  /**
   * Scanner to use. It has to be installed: nothing is downloaded for it.
   *
   * @default - the first of trivy, grype and scout that is installed
   */
  readonly scanner?: Scanner;

  /**
   * Lowest severity of a vulnerability that fails the scan.
   *
   * @default "high"
   */
  readonly failOn?: Severity;
}
