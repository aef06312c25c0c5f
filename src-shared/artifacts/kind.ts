// What an artifact kind is: one value defines how its files are detected, their schema, their claims and how two of them are compared.
import type * as z from 'zod/mini';
import type { Diagnostic } from '../text/diagnostic';
import type { JsonNode } from '../text/jsonText';
import type { FileFormat } from './fileFormat';
import type { Metric } from './metrics';

/** What an artifact records about its run or spec. Values that are not recorded are absent. */
export interface Claims {
  readonly configHash?: string;
  /** The path of the spec that it pins or was made from, as written. */
  readonly sourcePath?: string;
  readonly dataHash?: string | null;
  /** The token of the seed. */
  readonly seed?: string | null;
  /** The metrics by name. */
  readonly metrics?: ReadonlyMap<string, Metric>;
  /** When the run was, as written. */
  readonly time?: string;
  /** The object with the fingerprint of the configuration. */
  readonly fingerprint?: JsonNode;
  /** The goldens that a golden index lists, as written. */
  readonly goldens?: readonly Golden[];
  /** The settings that a project shares. */
  readonly settings?: JsonNode;
}

/** An approved golden of an index. `entry` is its object, for spans. */
export interface Golden {
  readonly relpath: string;
  readonly entry: JsonNode;
}

/** The SHA-256 of a data file as an artifact records it. Without `name` it is the dataset that the spec trains on. */
export interface RecordedData {
  readonly name?: string;
  /** The recorded value, a hash or not; also for its span. */
  readonly hash: JsonNode;
}

/** One of several artifacts in a file, e.g. one combination of a sweep. `name` describes it: `lr=0.1, hidden=32`. */
export interface Entry {
  readonly name: string;
  /** Equal for the entries of two files that are compared with each other, and for no others. It may contain secrets, so it is never shown. */
  readonly id: string;
  /** The entry as an artifact of the kind `Entries.kind`; its spans are those in the file. */
  readonly root: JsonNode;
  /** Findings that its root cannot show. */
  readonly faults?: readonly Diagnostic[];
}

/** A kind whose files contain several artifacts that can be compared with each other. */
export interface Entries {
  readonly kind: Kind;
  /** The noun for an entry, in singular, for people. */
  readonly noun: string;
  readonly of: (root: JsonNode) => readonly Entry[];
  /** The values next to the entries, as an object. */
  readonly beside: (root: JsonNode) => JsonNode;
  /** What only several entries together show. With such a finding, two files never count as identical inputs. */
  readonly together?: (root: JsonNode) => readonly Diagnostic[];
}

/**
 * How two changed versions of a file are merged. Fields that are not named are merged one by one, inner fields too. Names are those of outermost fields.
 */
export interface MergeRule {
  /** What one run or program recorded at one time: mixed values of two versions would record what never happened, so they count as one value. */
  readonly together?: readonly string[];
  /** Objects whose inner values count as one value each. */
  readonly whole?: readonly string[];
  /** Lists of objects, sorted by a field that identifies each; every object counts as one value. */
  readonly lists?: Readonly<Record<string, string>>;
  /** Times without offset. Of two new ones the later one counts. */
  readonly latest?: readonly string[];
  /** How to make the file again, as a sentence. */
  readonly remedy?: string;
}

/** A section of a comparison: the values whose path starts with one of the prefixes. */
export interface SectionSpec {
  readonly id: string;
  readonly title: string;
  readonly prefixes: readonly string[];
}

/** How a run of a kind fails. */
export interface Failure {
  /** The field that records it. */
  readonly field: string;
  /** The end of a sentence about the run: `failed (exit code 1)`; undefined for a run that succeeded. */
  readonly of: (root: JsonNode) => string | undefined;
}

/** What happens with a field that is not documented: it is kept, the tool that owns the format rejects it, or it has no effect although the author expects one. */
export type Foreign = 'keep' | 'refuse' | 'no-effect';

/** How files of a kind are shown in a list of many. Texts are as written, so a list makes them fit for people. */
export interface Listing {
  /** The title of the list: `Experiment manifests`. */
  readonly title: string;
  /** What the file calls itself. */
  readonly name: (root: JsonNode) => string | undefined;
  /** What distinguishes it from others, in a few words each. */
  readonly facts: (root: JsonNode) => readonly string[];
}

/** A kind of artifact. */
export interface Kind {
  /** Stable identifier, part of the command line's contract. */
  readonly id: string;
  /** In singular, for people: `run manifest`. */
  readonly title: string;
  /** The document that defines it, for the page of formats. */
  readonly source: string;
  /** Rules besides the forms of the fields, one or two sentences each, for the page of formats. */
  readonly rules: readonly string[];
  /** The text format of its files; JSON where absent. */
  readonly fileFormat?: FileFormat;
  /** Usual file names. They identify the kind only of a text that cannot be parsed. `*` matches anything but `/`, and a name may have folders before it. */
  readonly fileNames: readonly string[];
  /** Other programs use these names too, so editors do not get the schema of the kind for them. */
  readonly sharesNames?: true;
  /** No other program uses these names, so they identify the kind whatever the content is. */
  readonly ownsNames?: true;
  /** The beginning of its files, which identifies the kind when the content cannot be read. */
  readonly headPattern?: RegExp;
  /** Texts of which each of its files contains at least one; other files are not read. */
  readonly requiredKeys: readonly string[];
  /** Whether a value has the shape of this kind, even with wrong details. */
  readonly detect: (root: JsonNode) => boolean;
  readonly schema: z.ZodMiniType;
  /** Identifier of the JSON schema, where its documentation defines one. */
  readonly schemaId?: string;
  /** The allowed types of the outermost value; an object where absent. */
  readonly outermost?: 'object' | 'object-or-list';
  /** What happens with fields that are not documented. Where absent, they are kept and reported. */
  readonly foreign?: Foreign;
  /** The claims of a file, valid or not. */
  readonly claims: (root: JsonNode) => Claims;
  /** A finding that stops all other checks of an object, e.g. an unsupported version of the format. */
  readonly gate?: (root: JsonNode) => Diagnostic | undefined;
  /** Findings that a schema cannot express. */
  readonly extra?: (root: JsonNode) => Diagnostic[];
  /** All findings, including duplicate keys, for a kind with its own order and messages. The schema is then only documentation. */
  readonly validate?: (root: JsonNode) => Diagnostic[];
  /** Sections in order; values that no prefix matches are in the last one. */
  readonly sections: readonly SectionSpec[];
  /** The field with the metrics. They are results, so they are shown separately and do not affect the verdict. */
  readonly metricsField?: string;
  /** The same content with empty metrics: whatever is wrong only with the metrics does not affect the verdict. */
  readonly withoutMetrics?: (root: JsonNode) => JsonNode;
  /** How a run failed. */
  readonly failure?: Failure;
  /** Fields that both files must have for a verdict, in a form that can be read; inner ones as `git.sha`. */
  readonly identity: readonly string[];
  /** The field with the CONFIG_HASH of its spec; absent for kinds that are not made from a spec. */
  readonly hashField?: string;
  /** What is not compared although it affects the results, as a sentence; such files are at most comparable. */
  readonly uncompared?: string;
  /** It is compiled from the spec that its hash identifies, so it can be generated again. */
  readonly isCompiled?: boolean;
  /** The data files whose hashes a file records, so that they can be verified. */
  readonly data?: (root: JsonNode) => readonly RecordedData[];
  /** How two versions are merged; absent where two different versions are never merged. */
  readonly merge?: MergeRule;
  /** The content of a file in a few words, and how it was read; for lenses. */
  readonly summary?: (root: JsonNode) => string;
  /** Which of the possible forms a file has, for a format whose names are not documented: `the list results of combo, exit_code`. For programs. */
  readonly form?: (root: JsonNode) => string;
  /** The same for people: only what is not usual. Empty for a usual form. */
  readonly formNote?: (root: JsonNode) => string;
  /** It is a run, so it is offered for comparison. */
  readonly isRun: boolean;
  /** The run that it contains, in the form of the kind with an id; `of`: undefined where it has no result. */
  readonly run?: { readonly kind: string; readonly of: (root: JsonNode) => JsonNode | undefined };
  /** How a list of the workspace shows its files; absent where they are shown by their spec or their metrics alone. */
  readonly listing?: Listing;
  /** The entries of its files, for kinds whose files contain several artifacts. */
  readonly entries?: Entries;
}
