import type { Place } from '../text/place';

/** Something that a file says, and where. */
export interface Said<T> {
  readonly value: T;
  readonly place: Place;
}
