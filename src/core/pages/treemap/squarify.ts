/** A rectangle. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How far from a square the worst rectangle of a row is. */
function worst(row: readonly number[], side: number): number {
  const sum = row.reduce((total, area) => total + area, 0);
  const [least, most] = [Math.min(...row), Math.max(...row)];
  return Math.max((side * side * most) / (sum * sum), (sum * sum) / (side * side * least));
}

/**
 * Divides a rectangle in proportion to sizes, so that the parts come near to squares: rows are laid along the shorter
 * side, and a row takes more parts as long as that makes its worst one no worse (Bruls, Huizing and van Wijk, 2000).
 *
 * @param sizes above zero, the largest first
 * @returns a rectangle for each, in the same order
 */
export function squarify(sizes: readonly number[], within: Box): Box[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const areas = sizes.map((size) => (size / total) * within.width * within.height);
  const boxes: Box[] = [];
  let rest = within;
  while (boxes.length < areas.length) {
    const side = Math.min(rest.width, rest.height);
    const left = areas.slice(boxes.length);
    let taken = 1;
    while (taken < left.length && worst(left.slice(0, taken + 1), side) <= worst(left.slice(0, taken), side))
      taken += 1;
    const row = left.slice(0, taken);
    const thickness = row.reduce((sum, area) => sum + area, 0) / (side || 1);
    let along = 0;
    const lies = rest.width >= rest.height;
    for (const area of row) {
      const length = thickness === 0 ? 0 : area / thickness;
      boxes.push(
        lies
          ? { x: rest.x, y: rest.y + along, width: thickness, height: length }
          : { x: rest.x + along, y: rest.y, width: length, height: thickness },
      );
      along += length;
    }
    rest = lies
      ? { ...rest, x: rest.x + thickness, width: Math.max(rest.width - thickness, 0) }
      : { ...rest, y: rest.y + thickness, height: Math.max(rest.height - thickness, 0) };
  }
  return boxes;
}
