/**
 * Where packages come from, when it is not PyPI. Addresses hold credentials, so they are no options: they are in variables
 * of the environment that builds, and reach the build as secrets, which stay in no layer.
 */
export interface PackageIndexOptions {
  /**
   * Environment variable with the address of the index that takes the place of PyPI, and name of the build secret that it
   * becomes. `install` and `lock` read it too.
   *
   * @default - none: PyPI
   * @pattern ^[A-Z][A-Z0-9_]*$
   * @maxLength 60
   * @allowed the name of an environment variable, such as PIP_INDEX_URL
   * @fix name the variable here, and keep the address, which may hold a password, in the environment
   * @see https://docs.docker.com/build/building/secrets/
   */
  readonly secret?: string;

  /**
   * Environment variable with the address of a second index, asked as well, and name of the build secret that it becomes.
   *
   * @default - none
   * @pattern ^[A-Z][A-Z0-9_]*$
   * @maxLength 60
   * @allowed the name of an environment variable, such as PIP_EXTRA_INDEX_URL
   * @fix name the variable here, and keep the address, which may hold a password, in the environment
   */
  readonly extraSecret?: string;

  /**
   * Whether an image build without these secrets fails. Otherwise it takes packages from PyPI.
   *
   * @default false
   */
  readonly required?: boolean;
}
