import { RegExpParser, type AST } from '@eslint-community/regexpp';

/**
 * A small matcher that goes the way of a backtracking engine and counts its steps: how much work a pattern is can be
 * told without a clock. It knows what the patterns of the options use; anything else is an error.
 */
export class Stepper {
  private readonly pattern: AST.Pattern;
  private text = '';
  private steps = 0;
  private limit = 0;

  constructor(source: string) {
    this.pattern = new RegExpParser().parsePattern(source);
  }

  /** Whether the text matches, and in how many steps; without an answer where there are more than the limit. */
  run(text: string, limit: number): { readonly matches?: boolean; readonly steps: number } {
    Object.assign(this, { text, limit, steps: 0 });
    try {
      // From each place in turn, as an engine does for a pattern that need not begin at the start.
      for (let start = 0; start <= text.length; start += 1) {
        if (this.anyOf(this.pattern.alternatives, start, () => true)) return { matches: true, steps: this.steps };
      }
      return { matches: false, steps: this.steps };
    } catch (error) {
      if (error instanceof Exhausted) return { steps: this.steps };
      throw error;
    }
  }

  private anyOf(alternatives: readonly AST.Alternative[], at: number, then: (at: number) => boolean): boolean {
    return alternatives.some(({ elements }) => this.sequence(elements, 0, at, then));
  }

  private sequence(
    elements: readonly AST.Element[],
    index: number,
    at: number,
    then: (at: number) => boolean,
  ): boolean {
    const element = elements[index];
    if (!element) return then(at);
    return this.match(element, at, (next) => this.sequence(elements, index + 1, next, then));
  }

  private match(element: AST.Element, at: number, then: (at: number) => boolean): boolean {
    this.steps += 1;
    if (this.steps > this.limit) throw new Exhausted();
    switch (element.type) {
      case 'Character':
      case 'CharacterSet':
      case 'CharacterClass':
        return at < this.text.length && contains(element, this.text.charCodeAt(at)) && then(at + 1);
      case 'Group':
      case 'CapturingGroup':
        return this.anyOf(element.alternatives, at, then);
      case 'Quantifier':
        return this.repeat(element, 0, at, then);
      case 'Assertion':
        return this.assert(element, at) && then(at);
      default:
        throw new Error(`a pattern uses ${element.type}, of which this test knows nothing`);
    }
  }

  /** Greedy: as often as it goes, then one less. */
  private repeat(quantifier: AST.Quantifier, count: number, at: number, then: (at: number) => boolean): boolean {
    const { element, min, max } = quantifier;
    const again = (next: number) => (next > at || count < min) && this.repeat(quantifier, count + 1, next, then);
    if (count < max && this.match(element, at, again)) return true;
    return count >= min && then(at);
  }

  private assert(assertion: AST.Assertion, at: number): boolean {
    if (assertion.kind === 'start') return at === 0;
    if (assertion.kind === 'end') return at === this.text.length;
    if (assertion.kind !== 'lookahead') throw new Error(`a pattern uses ${assertion.kind}`);
    return this.anyOf(assertion.alternatives, at, () => true) !== assertion.negate;
  }
}

class Exhausted extends Error {}

type Set = AST.Character | AST.CharacterSet | AST.CharacterClass;

function contains(set: Set, code: number): boolean {
  if (set.type === 'Character') return set.value === code;
  if (set.type === 'CharacterClass') {
    const found = set.elements.some((element) => {
      if (element.type === 'CharacterClassRange') return element.min.value <= code && code <= element.max.value;
      if (element.type === 'Character') return element.value === code;
      throw new Error(`a class of a pattern uses ${element.type}`);
    });
    return found !== set.negate;
  }
  if (set.kind === 'any') return ![0x0a, 0x0d, 0x2028, 0x2029].includes(code);
  throw new Error(`a pattern uses the class ${set.raw}`);
}
