import fc from 'fast-check';
import { squarify } from './squarify';

const WITHIN = { x: 10, y: 20, width: 300, height: 200 };

test('areas are in proportion to sizes, within the rectangle, and cover each other nowhere', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(sizes, (drawn) => {
      const sorted = drawn.sort((left, right) => right - left);
      const total = sorted.reduce((sum, size) => sum + size, 0);
      const boxes = squarify(sorted, WITHIN);
      expect(boxes).toHaveLength(sorted.length);
      for (const [index, { x, y, width, height }] of boxes.entries()) {
        expect(width * height).toBeCloseTo(((sorted[index] ?? 0) / total) * 60_000, 3);
        expect(x).toBeGreaterThanOrEqual(9.999);
        expect(y).toBeGreaterThanOrEqual(19.999);
        expect(x + width).toBeLessThanOrEqual(310.001);
        expect(y + height).toBeLessThanOrEqual(220.001);
        for (const other of boxes.slice(0, index)) {
          const across = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
          const down = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
          expect(Math.min(across, down)).toBeLessThan(0.001);
        }
      }
    }),
    { numRuns: 200, seed: 7 },
  );
});

test('they come near to squares: the example of the paper', () => {
  const boxes = squarify([6, 6, 4, 3, 2, 2, 1], { x: 0, y: 0, width: 6, height: 4 });
  expect(boxes.slice(0, 4)).toEqual([
    { x: 0, y: 0, width: 3, height: 2 },
    { x: 0, y: 2, width: 3, height: 2 },
    expect.objectContaining({ x: 3, y: 0 }),
    expect.objectContaining({ y: 0 }),
  ]);
  const worst = Math.max(...boxes.map(({ width, height }) => Math.max(width / height, height / width)));
  expect(worst).toBeLessThan(3);
});

test('nothing is no rectangle', () => {
  expect(squarify([], WITHIN)).toEqual([]);
});
