/** How `openapi.json`, the contract with clients, is made from the application. */
export interface OpenApiOptions {
  /**
   * Environment variables with which the application is imported for it. It sees no others: what a machine happens to have
   * would change the file. They are in the repository, so any value that lets the application start will do for a secret.
   *
   * @default {}
   * @keyPattern ^[A-Za-z_][A-Za-z0-9_]*$
   * @keyMaxLength 200
   * @pattern ^[^\u0000-\u001f\u007f]*$
   * @maxLength 2000
   * @allowed texts in one line, by names of letters, digits and `_`
   * @fix give each variable a name such as APP_REGION and a text of one line
   */
  readonly env?: { readonly [name: string]: string };
}
