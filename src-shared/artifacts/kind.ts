// What an artifact kind is: one value says how its files are told, what they must hold, what they claim and how two of them compare.
import type * as z from 'zod';
import type { Diagnostic } from '../text/diagnostic';
import type { JsonNode } from '../text/jsonText';
import type { FileFormat } from './fileFormat';

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
  /** The object with the configuration's fingerprint, where there is one. */
  readonly fingerprint?: JsonNode;
  /** The goldens that an index of them names, as they are written there. */
  readonly goldens?: readonly Golden[];
}

/** An approved golden of an index. `entry` is the object that names it, for places. */
export interface Golden {
  readonly relpath: string;
  readonly entry: JsonNode;
}

/** The SHA-256 of a data file as an artifact records it. Without `name` it is that of the dataset that the spec trains on. */
export interface RecordedData {
  readonly name?: string;
  /** What stands there, a hash or not; for places. */
  readonly hash: JsonNode;
}

/** What stands in a file of several artifacts, e.g. one combination of a sweep. `name` tells it from the others: `lr=0.1, hidden=32`. */
export interface Entry {
  readonly name: string;
  /** The same for entries of two files that belong together, and for no others. It may hold secrets, so it is never shown. */
  readonly id: string;
  /** The entry as an artifact of the kind `Entries.kind`; its places are those in the file. */
  readonly root: JsonNode;
}

/** A kind whose files hold several artifacts that can be compared with each other. */
export interface Entries {
  readonly kind: Kind;
  /** What an entry is, in singular, for people. */
  readonly noun: string;
  readonly of: (root: JsonNode) => readonly Entry[];
  /** What stands beside the entries, as an object. */
  readonly beside: (root: JsonNode) => JsonNode;
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
  /** The document that defines it, for the page of formats. */
  readonly source: string;
  /** What holds besides the forms of the fields, a sentence each, for the page of formats. */
  readonly rules: readonly string[];
  /** How its files are read; JSON where absent. */
  readonly fileFormat?: FileFormat;
  /** Names by which the kind is told when the content does not say; `*` stands for anything but `/`, and a name may have folders before it. */
  readonly fileNames: readonly string[];
  /** How its files begin, by which the kind is told when their content cannot be read. */
  readonly headPattern?: RegExp;
  /** Texts of which at least one stands in each of its files: a file without any is not read. */
  readonly requiredKeys: readonly string[];
  /** Whether a value has the shape of this kind, right or wrong in detail. */
  readonly detect: (root: JsonNode) => boolean;
  readonly schema: z.ZodType;
  /** Identifier of the JSON schema, where its document gives one. */
  readonly schemaId?: string;
  /** What the outermost value may be; an object where absent. */
  readonly outermost?: 'object' | 'object-or-list';
  /** `refuse`: a field that no document names is an error. Kept and told where absent. */
  readonly foreign?: 'keep' | 'refuse';
  /** What a valid or broken file claims. */
  readonly claims: (root: JsonNode) => Claims;
  /** A fault of an object before which nothing else of it is judged, e.g. a version of the form that is not known. */
  readonly gate?: (root: JsonNode) => Diagnostic | undefined;
  /** Findings that no schema can express. */
  readonly extra?: (root: JsonNode) => Diagnostic[];
  /** All findings, duplicate keys included, for a kind whose original has words and an order of its own; the schema then only documents. */
  readonly validate?: (root: JsonNode) => Diagnostic[];
  /** Sections in order; what no prefix takes goes into the last. */
  readonly sections: readonly SectionSpec[];
  /** The field that holds the metrics; they are results, shown apart and never held against two runs. */
  readonly metricsField?: string;
  /** Fields without which nothing can be said about two files, though both lack them alike; inner ones as `git.sha`. */
  readonly identity: readonly string[];
  /** The field with the CONFIG_HASH of the spec that it was made from, where it was made from one. */
  readonly hashField?: string;
  /** What of two files is not compared though it decides about their results, as a sentence; they are comparable at most. */
  readonly uncompared?: string;
  /** It is compiled from the spec that its hash names, so it can be made again. */
  readonly isCompiled?: boolean;
  /** The data files whose hashes a file records, by which they can be verified. */
  readonly data?: (root: JsonNode) => readonly RecordedData[];
  /** What a file holds and how it was read, in a few words; for lenses and hovers. */
  readonly summary?: (root: JsonNode) => string;
  /** It is a run: it is offered for comparison. */
  readonly isRun: boolean;
  /** What each of its files holds several of. */
  readonly entries?: Entries;
}
