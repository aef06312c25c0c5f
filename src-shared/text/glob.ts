// Glob patterns for paths, as in VS Code's settings. The patterns become a state machine that reads the path once, so the time is proportional to the
// length of the path. Source: https://code.visualstudio.com/docs/editor/glob-patterns. A leading `!` has no special meaning, as there.

import { type Reads, type State, StateMachine, state } from './stateMachine';

/** Whether a path matches: with `/`, relative to the folder of the pattern. */
export type Glob = (path: string) => boolean;

/**
 * The first patterns of a list, ready for many paths; a path matches if one of them does. A pattern without `/` is compared with the file name.
 * An invalid pattern, and one of more than 1,000 characters, matches nothing. What comes after 100 patterns or 2,000 characters is left out.
 */
export function compileGlobs(patterns: readonly string[]): Glob {
  const used = withinLimits(patterns.map(pattern => pattern.trim()));
  const machine = (isUsed: (pattern: string) => boolean) => {
    const end = state([]);
    const starts = used.filter(isUsed).flatMap(pattern => new GlobParser(pattern).start(end) ?? []);
    return new StateMachine(starts, end);
  };
  const [path, name] = [machine(hasSlash), machine(pattern => !hasSlash(pattern))];
  return text => path.accepts(text) || name.accepts(text.slice(text.lastIndexOf('/') + 1));
}

/** Whether a pattern can match something: its brackets and braces are closed. One that is too long is not read, because each brace is a call in a call. */
export function isGlob(pattern: string): boolean {
  const written = pattern.trim();
  return written.length > GLOB_LIMITS.length || new GlobParser(written).start(state([])) !== undefined;
}

/** A pattern, ready for many paths; see `compileGlobs`. */
export const compileGlob = (pattern: string): Glob => compileGlobs([pattern]);

const hasSlash = (pattern: string): boolean => pattern.includes('/');

/** The number of patterns of a list that are used, and the UTF-16 units of one and of all: the time for a path is proportional to these, and a repository may set the patterns. */
export const GLOB_LIMITS = { patterns: 100, length: 1000, total: 2000 } as const;
const SLASH = 0x2f;

function withinLimits(patterns: readonly string[]): string[] {
  let total = 0;
  return patterns
    .slice(0, GLOB_LIMITS.patterns)
    .filter(pattern => pattern !== '' && pattern.length <= GLOB_LIMITS.length)
    .filter(pattern => {
      total += pattern.length;
      return total <= GLOB_LIMITS.total;
    });
}

/** Whether all patterns of a list are used. Empty ones count as such. */
export function areWithinLimits(patterns: readonly string[]): boolean {
  const written = patterns.map(pattern => pattern.trim());
  return withinLimits(written).length === written.filter(pattern => pattern !== '').length;
}

const anyUnit = (): boolean => true;
const inName = (unit: number): boolean => unit !== SLASH;
const slash = (unit: number): boolean => unit === SLASH;

function repeat(reads: Reads, then: State): State {
  const loop = state([]);
  loop.next = [state([loop], reads), then];
  return loop;
}

// Any number of folders, each with its slash.
function folders(then: State): State {
  const loop = state([]);
  const name = state([], inName);
  name.next = [name, state([loop], slash)];
  loop.next = [name, then];
  return loop;
}

/** Builds the first state of a part of the pattern, given the state that follows it. */
type Part = (then: State) => State;

/** The part between two slashes. */
type Segment = '**' | readonly Part[];

class GlobParser {
  private at = 0;

  constructor(private readonly pattern: string) {}

  /** The first state; undefined where the pattern is invalid. */
  start(end: State): State | undefined {
    return this.sequence(/$/y)?.(end);
  }

  // Up to the end of the pattern, or of an alternative.
  private sequence(end: RegExp): Part | undefined {
    const segments: Segment[] = [];
    for (;;) {
      const segment = this.segment(end);
      if (!segment) return undefined;
      if (segment !== '**' || segments.at(-1) !== '**') segments.push(segment);
      if (this.isAt(end)) break;
      this.at++;
    }
    // A slash at the end does not count.
    if (segments.length > 1 && segments.at(-1)?.length === 0) segments.pop();
    return then => chain(segments, then);
  }

  private segment(end: RegExp): Segment | undefined {
    const parts: Part[] = [];
    const start = this.at;
    while (!this.isAt(end) && !this.isAt(/\//y)) {
      if (this.at === this.pattern.length) return undefined;
      const part = this.part();
      if (!part) return undefined;
      parts.push(part);
    }
    return this.pattern.slice(start, this.at) === '**' ? '**' : parts;
  }

  private isAt(form: RegExp): boolean {
    form.lastIndex = this.at;
    return form.test(this.pattern);
  }

  private part(): Part | undefined {
    const character = this.pattern.charAt(this.at++);
    switch (character) {
      case '*':
        while (this.isAt(/\*/y)) this.at++;
        return then => repeat(inName, then);
      case '?':
        return reading(inName);
      case '[':
        return this.set();
      case '{':
        return this.alternatives();
      case ']':
      case '}':
        return undefined;
      default: {
        const literal = character.charCodeAt(0);
        return reading(unit => unit === literal);
      }
    }
  }

  // `[a-z]` or `[!a-z]`. A `]` that comes first is a member.
  private set(): Part | undefined {
    const isNegated = this.isAt(/[!^]/y);
    if (isNegated) this.at++;
    const end = this.pattern.indexOf(']', this.at + (isNegated ? 0 : 1));
    if (end < 0) return undefined;
    const members = this.pattern.slice(this.at, end).replaceAll('/', '');
    this.at = end + 1;
    const ranges = rangesOf(members);
    return (
      ranges && reading(unit => inName(unit) && ranges.some(([from, to]) => from <= unit && unit <= to) !== isNegated)
    );
  }

  // `{a,b}`. An empty alternative at the end does not count, as in VS Code, except in `{}`.
  private alternatives(): Part | undefined {
    const choices: Part[] = [];
    for (;;) {
      const start = this.at;
      const choice = this.sequence(/[,}]/y);
      if (!choice) return undefined;
      const isLast = this.isAt(/\}/y);
      if (!isLast || this.at > start || choices.length === 0) choices.push(choice);
      this.at++;
      if (isLast) return then => state(choices.map(make => make(then)));
    }
  }
}

type Range = readonly [from: number, to: number];

// Undefined where a range ends before it starts.
function rangesOf(members: string): readonly Range[] | undefined {
  const ranges: Range[] = [];
  for (let i = 0; i < members.length; i++) {
    const isRange = members[i + 1] === '-' && i + 2 < members.length;
    const [from, to] = [members.charCodeAt(i), members.charCodeAt(isRange ? i + 2 : i)];
    if (from > to) return undefined;
    ranges.push([from, to]);
    if (isRange) i += 2;
  }
  return ranges;
}

const reading =
  (reads: Reads): Part =>
  then =>
    state([then], reads);

// `**` includes a slash beside it: `a/**/b` matches a/b, and `a/**` matches a.
function chain(segments: readonly Segment[], then: State): State {
  const last = segments.length - 1;
  let first = then;
  for (let i = last; i >= 0; i--) {
    const segment = segments[i] ?? [];
    const isBeforeLastGlobstar = i + 1 === last && segments[last] === '**';
    if (segment !== '**') {
      if (i < last && !isBeforeLastGlobstar) first = reading(slash)(first);
      first = segment.reduceRight((next, part) => part(next), first);
    } else if (i < last) first = folders(first);
    else first = last === 0 ? repeat(anyUnit, first) : state([reading(slash)(repeat(anyUnit, first)), first]);
  }
  return first;
}
