/** What has to be done once before a new version of the app starts, such as a change of the database's tables. */
export interface MigrationOptions {
  /**
   * Command that is run once in the image before the app starts, a word each, such as `["alembic", "upgrade", "head"]`.
   * It is a service of its own under Compose, and a Job under Kubernetes. It has to do no harm when it is run again.
   *
   * @default []
   * @pattern ^[^\u0000-\u001f\u007f]+$
   * @maxLength 500
   * @allowed words without control characters, such as alembic, upgrade, head
   * @fix give each word of the command as an item of its own
   * @repeat true
   * @words true
   */
  readonly command?: string[];

  /**
   * Seconds after which a migration counts as failed under Kubernetes.
   *
   * @default 300
   * @minimum 1
   * @maximum 86400
   * @asType integer
   */
  readonly timeout?: number;
}
