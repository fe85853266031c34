/**
 * Texts of a page that are hard to read: all that have less contrast than 4.5 to what they stand on, with what that is. It
 * is run in the page, where colours are as the style sheets, the scheme and everything above have left them.
 */
export const HARD_TO_READ = `(() => {
  const parse = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number);
  const luminance = ([red, green, blue]) => {
    const [r, g, b] = [red, green, blue].map((part) => {
      const value = part / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const [red, green, blue, alpha = 1] = parse(getComputedStyle(at).backgroundColor);
      if (alpha === 1) return [red, green, blue];
      if (alpha > 0) throw new Error('half transparent: ' + at.outerHTML.slice(0, 200));
    }
    throw new Error('no ground below ' + element.outerHTML.slice(0, 200));
  };
  const found = new Map();
  let read = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (node.data.trim() === '' || element.getClientRects().length === 0) continue;
    read += 1;
    const [one, other] = [parse(getComputedStyle(element).color), ground(element)].map(luminance);
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (ratio < 4.5) found.set(element.tagName + '.' + element.className, ratio.toFixed(2) + ': ' + node.data.trim().slice(0, 40));
  }
  return { read, found: [...found].map((entry) => entry.join(' ')) };
})()`;

/** What has the focus: what it is, where it is drawn, and how that is seen. */
export const FOCUSED = `(() => {
  const element = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const { width, height, top, bottom } = element.getBoundingClientRect();
  const tip = element.querySelector('.tip');
  return {
    tag: element.tagName,
    name: element.className,
    text: element.textContent.trim().replace(/\\s+/g, ' '),
    link: element.getAttribute('href') ?? '',
    isSeen: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && width > 0 && height > 0,
    isInView: bottom > 0 && top < innerHeight,
    tip: tip === null ? '' : getComputedStyle(tip).clipPath === 'none' ? tip.textContent.trim() : 'not shown',
  };
})()`;

/** The answer of {@link FOCUSED}. */
export interface Focused {
  readonly tag: string;
  readonly name: string;
  readonly text: string;
  readonly link: string;
  readonly isSeen: boolean;
  readonly isInView: boolean;
  readonly tip: string;
}

/** The answer of {@link HARD_TO_READ}. */
export interface Readability {
  /** Texts that were looked at. */
  readonly read: number;
  readonly found: readonly string[];
}

/** How much of the page does not fit into the width of the window. */
export const TOO_WIDE = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
