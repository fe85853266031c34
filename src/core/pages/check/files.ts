import type { Change } from '../../plan/change';
import { NOW } from '../../plan/report';
import { joinPath } from '../../text/paths';
import { details } from '../details';
import { diffTable } from '../diff/table';
import { counted, html, prose, type Markup, type Part } from '../markup';
import type { ToldFile } from './judged';

/** Lines of a person's that are named above the difference, in which all of them are. */
const MOST_LINES = 8;

/** How a state is coloured. The words say the same. */
const TONES: Readonly<Record<keyof typeof NOW | 'owned', string>> = {
  create: 'warn',
  update: 'warn',
  remove: 'warn',
  stale: 'warn',
  conflict: 'bad',
  owned: '',
};

/** What is the matter with a file, and its colour. */
export function stateOf({ action }: Change): { readonly word: string; readonly tone: string } {
  if (action === 'unchanged') return { word: 'in step', tone: 'good' };
  return { word: action === 'owned' ? 'yours' : NOW[action], tone: TONES[action] };
}

function list(heading: string, items: readonly Part[]): Part {
  if (items.length === 0) return undefined;
  return html`<p class="ways">${heading}</p>
    <ul>
      ${items.map((item) => html`<li>${item}</li>`)}
    </ul>`;
}

function reasonOf(change: Change): Part {
  if (change.action === 'owned') return 'differs from what would be generated, and stays';
  return 'reason' in change ? prose(change.reason) : undefined;
}

function yourLines(change: Change): Part {
  const yours = change.action === 'conflict' ? (change.yours ?? []) : [];
  const more = yours.length > MOST_LINES ? [`and ${counted(yours.length - MOST_LINES, 'more line')}`] : [];
  return list('Your lines', [...yours.slice(0, MOST_LINES).map((line) => html`<code>${line}</code>`), ...more]);
}

/**
 * A file that is not as the options lead to.
 *
 * @param most rows of its difference that are shown
 * @param isOpen whether it is shown without being asked for
 * @param call what shows all of it
 */
export function fileMarkup(
  { change, hunks }: ToldFile,
  directory: string,
  most: number,
  isOpen: boolean,
  call: string,
): Markup {
  const { word, tone } = stateOf(change);
  const reason = reasonOf(change);
  const heading = html`<code>${change.path}</code> <span class="chip ${tone}">${word}</span>${
      reason === undefined ? undefined : html`<span class="why">${reason}</span>`
    }`;
  const ways = 'waysOut' in change ? list('Ways out', change.waysOut.map(prose)) : undefined;
  const caption = `${joinPath(directory, change.path)}: what is there, and what the options lead to`;
  const table = diffTable(caption, { hunks, most, rest: call });
  const content = [yourLines(change), ways, table].filter((part) => part !== undefined);
  if (content.length === 0) return html`<div class="file">${heading}</div>`;
  return details('file', isOpen && change.action !== 'owned', heading, content);
}
