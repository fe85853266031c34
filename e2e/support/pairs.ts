/** A choice for each factor, by index of the value. */
export type Choice = Map<string, number>;

/** What is combined: the number of values of each factor, and which choices, also incomplete ones, can be. */
interface Space {
  readonly factors: readonly (readonly [string, number])[];
  readonly accepted: (choice: Choice) => boolean;
  /** Choices in which a pair is tried, until one takes it. */
  readonly contexts: readonly Choice[];
}

function pairsOf(choice: Choice): string[] {
  const chosen = [...choice].map(([factor, index]) => `${factor}=${String(index)}`).sort();
  return chosen.flatMap((first, index) => chosen.slice(index + 1).map((second) => `${first} ${second}`));
}

function indices(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** The smallest choice that holds a pair and a context that takes it, for every pair that some context takes. */
function acceptedPairs({ factors, accepted, contexts }: Space): Map<string, Choice> {
  const pairs = new Map<string, Choice>();
  for (const context of contexts) {
    for (const [i, [first, firstCount]] of factors.entries()) {
      for (const [second, secondCount] of factors.slice(i + 1)) {
        for (const a of indices(firstCount)) {
          for (const b of indices(secondCount)) {
            const pair = new Map([[first, a] as const, [second, b] as const]);
            const [key = ''] = pairsOf(pair);
            const choice: Choice = new Map([...context, ...pair]);
            if (!pairs.has(key) && accepted(choice)) pairs.set(key, choice);
          }
        }
      }
    }
  }
  return pairs;
}

/** A small generator of repeatable numbers, for breaking ties. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state;
  };
}

/** Fills a choice up, each time with the value that covers most of what is left. The default is always accepted. */
function complete(space: Space, start: Choice, left: ReadonlyMap<string, Choice>, random: () => number): Choice {
  const choice: Choice = new Map(start);
  for (const [factor, count] of space.factors) {
    if (choice.has(factor)) continue;
    const candidates = indices(count)
      .map((index) => new Map([...choice, [factor, index] as const]))
      .filter(space.accepted)
      .map((candidate) => ({
        candidate,
        gain: pairsOf(candidate).filter((pair) => left.has(pair)).length,
        tie: random(),
      }))
      .sort((one, other) => other.gain - one.gain || one.tie - other.tie);
    choice.set(factor, candidates[0]?.candidate.get(factor) ?? 0);
  }
  return choice;
}

/**
 * Every accepted pair of values at least once, in as few choices as a seeded greedy search finds. Pairs that are not
 * accepted are left out.
 */
export function coverPairs(space: Space, seed: number): { readonly choices: Choice[]; readonly pairs: number } {
  const random = seeded(seed);
  const left = acceptedPairs(space);
  const pairs = left.size;
  const choices: Choice[] = [];
  for (let next = left.values().next(); !next.done; next = left.values().next()) {
    const choice = complete(space, next.value, left, random);
    for (const pair of pairsOf(choice)) left.delete(pair);
    choices.push(choice);
  }
  return { choices, pairs };
}
