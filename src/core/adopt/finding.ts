import type { Place } from '../text/place';

/**
 * How sure a finding is.
 *
 * - `certain`: it is written where the application is started or built
 * - `likely`: it follows from what is written
 * - `guess`: one of several readings, and the best of them
 */
export type Confidence = 'certain' | 'likely' | 'guess';

/** The value of one option, and where it was found. */
export interface Finding {
  /** Path of the option, such as `health.live`. */
  readonly option: string;
  readonly value: unknown;
  readonly place: Place;
  readonly confidence: Confidence;
}

/** One answer to a question. */
export interface Candidate {
  readonly value: string;
  readonly place: Place;
}

/** What the files leave open, with the answers that they allow: nothing is written before a person chose. */
export interface Question {
  readonly option: string;
  readonly reason: string;
  readonly candidates: readonly Candidate[];
}

/** What was seen and does not become an option, in words for a person. */
export interface Note {
  readonly text: string;
  readonly place?: Place;
}

/** What a part of the files comes to: options, and words for a person. */
export interface Found {
  readonly findings: readonly Finding[];
  readonly notes: readonly Note[];
}
