import { visible } from '../core/text/problems';

/**
 * Prints a text for people. What is named in it comes from files and directories: a name may hold what moves the cursor,
 * colours, or turns the direction of writing.
 */
export function say(text: string): void {
  console.log(visible(text));
}

/** The same to the standard error: beside what was asked for. */
export function sayAside(text: string): void {
  console.error(visible(text));
}
