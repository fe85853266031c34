// What the demo prints.
const began = performance.now();
const INDENT = '   ';
const WIDTH = 110;
let steps = 0;

/** Seconds since a moment, which is the start of the demo by default. */
export const seconds = (since = began) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

const shorten = (text) => (text.length > WIDTH ? `${text.slice(0, WIDTH - 3)}...` : text);

/** Begins a step: its number, what it does, and how long the demo has run. */
export function step(title) {
  steps += 1;
  console.log(`\n${steps}. ${title}  [${seconds()}]`);
}

/** Prints a text below its step. */
export function say(text) {
  for (const line of text.split('\n')) console.log(`${INDENT}${line}`.trimEnd());
}

/** Prints a command as a person types it, does the work, and prints how long it took. */
export async function timed(line, work, told = (took) => took) {
  process.stdout.write(`${INDENT}$ ${line}`);
  const since = performance.now();
  let end = '';
  try {
    const result = await work();
    end = `  (${told(seconds(since))})`;
    return result;
  } finally {
    console.log(end);
  }
}

/** Prints what was asked and what came back. */
export function sayAnswer(method, url, sent, { status, body }) {
  say([method.padEnd(4), url, sent].filter(Boolean).join(' '));
  say(`     ${status} ${shorten(body)}`);
}

/** Two versions of a line: when they are long, their first word and the part that differs. */
function differingParts(before, after) {
  if (Math.max(before.length, after.length) <= WIDTH) return [before, after];
  const word = /^.\s*\S*/.exec(before)[0].length;
  let start = word;
  while (start < before.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < before.length - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const from = Math.max(start - 12, word);
  const part = (line) => `${line.slice(0, word)} ... ${line.slice(from, line.length - Math.max(end - 12, 0))} ...`;
  return [part(before), part(after)];
}

/** Makes a hunk fit the screen. */
function shortHunk(lines) {
  const shown = lines.filter((line) => line.trim() !== '');
  for (let at = 1; at < shown.length; at += 1) {
    const replaced = shown[at - 1].startsWith('-') && shown[at].startsWith('+');
    if (replaced) [shown[at - 1], shown[at]] = differingParts(shown[at - 1], shown[at]);
  }
  return shown.map(shorten);
}

/** Makes a diff of git fit the screen: of each file its path, and of long lines the part that changed. */
export function shortDiff(diff) {
  const files = diff.split(/^diff --git a\/.* b\//m).slice(1);
  return files
    .map((file) => {
      const [head, ...hunks] = file.split(/^(?=@@)/m);
      const [path] = head.split('\n');
      const shown = hunks.map((hunk) => shortHunk(hunk.replace(/^(@@.*?@@).*/, '$1').split('\n')));
      return [path, ...shown.flat()].join('\n');
    })
    .join('\n\n');
}
