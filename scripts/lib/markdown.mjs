// Markdown that is written by scripts.

export function table(head, lines) {
  const cells = (line) => `| ${line.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [cells(head), cells(head.map(() => '---')), ...lines.map(cells)].join('\n');
}

/** Puts content between two markers of a text. */
export function replaceBetween(text, name, content) {
  const [start, end] = [`<!-- ${name}: derived -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`there is no place for the derived part "${name}"`);
  return `${text.slice(0, from + start.length)}\n\n${content}\n\n${text.slice(to)}`;
}

/** Fills all derived parts of a document. */
export function fill(document, parts) {
  return Object.entries(parts).reduce((text, [name, content]) => replaceBetween(text, name, content), document);
}

/** A text in lines that a reader sees whole. @param bullet begins the first line; the others are indented like it */
export function wrap(text, bullet = '', width = 118) {
  const lines = [bullet];
  for (const word of text.replace(/\s+/g, ' ').trim().split(' ')) {
    const line = lines.at(-1);
    const begins = line === bullet || line.trim() === '';
    const longer = begins ? `${line}${word}` : `${line} ${word}`;
    // A word such as `-` or `1.` would begin a list at the start of a line.
    if (begins || longer.length <= width || /^([-+*>#]|\d+[.)])/.test(word)) lines[lines.length - 1] = longer;
    else lines.push(' '.repeat(bullet.length) + word);
  }
  return lines;
}

/** A list with a term and what it means in each entry. */
export function list(entries) {
  return entries.flatMap(([term, meaning]) => wrap(`${term}: ${meaning}`, '- ')).join('\n');
}
