// What an artifact kind is: one value says how its files are told, what they must hold, what they claim and how two of them compare.
import type * as z from 'zod';
import type { Diagnostic } from '../text/diagnostic';
import type { JsonNode } from '../text/jsonText';

/** What an artifact says of the run or spec it belongs to. What it does not say is absent. */
export interface Claims {
  readonly configHash?: string;
  /** The spec that it pins or came from, as it is written there. */
  readonly sourcePath?: string;
  readonly dataHash?: string | null;
  /** The token of the seed. */
  readonly seed?: string | null;
  /** The metrics by name, whatever stands there. */
  readonly metrics?: ReadonlyMap<string, JsonNode>;
}

/** A section of a comparison: the values whose path starts with one of the prefixes. */
export interface SectionSpec {
  readonly id: string;
  readonly title: string;
  readonly prefixes: readonly string[];
}

/** A kind of artifact. */
export interface Kind {
  /** Stable identifier, part of the command line's contract. */
  readonly id: string;
  /** In singular, for people: `run manifest`. */
  readonly title: string;
  /** File names by which the kind is told when the content does not say; `*` stands for anything but `/`. */
  readonly fileNames: readonly string[];
  /** Whether a value has the shape of this kind, right or wrong in detail. */
  readonly detect: (root: JsonNode) => boolean;
  readonly schema: z.ZodType;
  /** What a valid or broken file claims. */
  readonly claims: (root: JsonNode) => Claims;
  /** Findings that no schema can express. */
  readonly extra?: (root: JsonNode) => Diagnostic[];
  /** Sections in order; what no prefix takes goes into the last. */
  readonly sections: readonly SectionSpec[];
  /** The field that holds the metrics; they are results, shown apart and never held against two runs. */
  readonly metricsField?: string;
  /** Fields without which nothing can be said about two files, though both lack them alike. */
  readonly identity: readonly string[];
  /** It is a run: it is offered for comparison. */
  readonly isRun: boolean;
}
