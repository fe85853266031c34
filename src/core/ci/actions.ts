/** An action of GitHub. */
interface Action {
  readonly name: string;
  /** The commit of the tag: whoever moves the tag changes nothing here. */
  readonly commit: string;
  readonly version: string;
}

/** The actions that a pipeline uses: the one table of their versions. Looked up in their repositories, by the tag. */
export const ACTIONS = {
  checkout: {
    name: 'actions/checkout',
    commit: '3d3c42e5aac5ba805825da76410c181273ba90b1',
    version: 'v7.0.1',
  },
  node: {
    name: 'actions/setup-node',
    commit: '820762786026740c76f36085b0efc47a31fe5020',
    version: 'v7.0.0',
  },
  python: {
    name: 'actions/setup-python',
    commit: '5fda3b95a4ea91299a34e894583c3862153e4b97',
    version: 'v7.0.0',
  },
} as const satisfies Readonly<Record<string, Action>>;
