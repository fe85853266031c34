import type { Problem } from '../text/problems';
import type { ResolvedApp } from './resolved';

/** Tells whether an option was given, as opposed to having its default. */
export type Given = (path: string) => boolean;

/** A check over all options together. Each value has passed the schema by then. */
export type Rule = (app: ResolvedApp, given: Given) => Problem | readonly Problem[] | undefined;
