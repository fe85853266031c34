import type { NpmPackage } from '../npm/packages';

/** What makes the code of a client. */
export type ClientTool = 'hey-api' | 'orval';

/** What is to be known of one of them. */
export interface ToolFacts {
  readonly package: NpmPackage;
  /** The command that it brings. */
  readonly program: string;
  /** The file that tells it what to do, which is also that of the template. */
  readonly config: string;
  /** Files of the user's that it is called with, beside the one that hands everything on. */
  readonly sources: readonly string[];
  /** The versions of Node that it runs on, in the words of npm, where they are others than those of this package. */
  readonly node?: string;
  /** The first major version of TypeScript with which it does not start. */
  readonly brokenFrom?: number;
}

/** The tools that make clients, the default first. */
export const CLIENT_TOOLS: Readonly<Record<ClientTool, ToolFacts>> = {
  'hey-api': {
    package: '@hey-api/openapi-ts',
    program: 'openapi-ts',
    config: 'openapi-ts.config.ts',
    sources: [],
    brokenFrom: 7,
  },
  orval: {
    package: 'orval',
    program: 'orval',
    config: 'orval.config.ts',
    sources: ['src/request.ts'],
    node: '>=22.18.0',
  },
};

/** Their names, the default first. */
export const TOOL_NAMES = Object.keys(CLIENT_TOOLS) as readonly ClientTool[];

/** The one that is taken where nobody says another. */
export const DEFAULT_TOOL: ClientTool = 'hey-api';
