// The definition of a check: the code, messages and fixes of one kind of finding. docs/diagnostics.md is generated from the checks.
import type { Diagnostic, Fix, Severity } from '../text/diagnostic';
import type { Span } from '../text/span';
import type { Options } from './catalogue/options';
import type { Data, DataFile, DataText } from './data/data';
import type { Params } from './names/scope';
import type { SpecModel, SpecNames } from './names/specModel';
import type { Block, Fault, FaultCode, Item } from './syntax/ast';
import type { Expected } from './types/values';
import type { WordUse } from './types/wordUses';

/** A problem of the bytes of a file that its decoded text does not show. */
export type ByteFault = 'not-utf8' | 'utf-16' | 'byte-order-mark';

/** A finding of a check. `severity` defaults to the severity of the check. */
export interface Report {
  readonly message: string;
  readonly span: Span;
  readonly severity?: Severity;
  readonly fixes?: readonly Fix[];
  readonly unused?: boolean;
  readonly about?: string;
}

/** The input of a check of one block. Spans are relative to the block. */
export interface BlockContext {
  readonly block: Block;
  readonly params: Params;
  readonly options: Options;
  /** The values with a type in the catalogue; computed once for all checks. */
  readonly expected: readonly Expected[];
  /** The uses of catalogue words; computed once for all checks. */
  readonly words: readonly WordUse[];
}

/** The input of a check of values: those of a block, or those of a sweep for the params of a block. Spans are relative to their block. */
export type ValuesContext = Pick<BlockContext, 'block' | 'options' | 'expected' | 'words'>;

/** The input of a check of a whole file. Spans are absolute. */
export interface FileContext extends SpecModel {
  /** The findings of an item of this spec or an import, with the params of this spec. Spans are relative to the item. */
  readonly findingsOf: (item: Item) => readonly Diagnostic[];
}

/** The input of a check of all data. Spans are absolute. */
export interface DataContext extends SpecNames {
  readonly data: Data;
}

/** The input of a check of the data of one dataset. Spans are relative to the block. */
export interface DatasetContext {
  readonly block: Block;
  readonly params: Params;
  readonly source: DataText;
  readonly file: DataFile;
}

/** A check. It has exactly one of `fault`, `block`, `values`, `file`, `dataset` and `data`, or only `bytes` if the file cannot be decoded to text. */
export interface Check {
  /** Kebab form of the file's name. */
  readonly code: string;
  readonly severity: Severity;
  /** The phase in which the compiler would report it. */
  readonly stage: 'text' | 'syntax' | 'composition' | 'meaning' | 'shapes' | 'reproducibility';
  /** What the check reports and why, for docs/diagnostics.md. */
  readonly summary: string;
  /** A spec with this finding. */
  readonly example: string;
  /** How to fix the finding. */
  readonly fix: string;
  readonly fault?: (fault: Fault & { readonly code: FaultCode }, item: Item) => Report;
  /** The messages where the file's bytes, not its text, have the problem: only who reads the bytes can report it (`byteFinding`). */
  readonly bytes?: Readonly<Partial<Record<ByteFault, string>>>;
  readonly block?: (context: BlockContext) => Iterable<Report>;
  readonly values?: (context: ValuesContext) => Iterable<Report>;
  readonly file?: (context: FileContext) => Iterable<Report>;
  /** If a block is allowed once, the findings of `block` are reported only for the first one. */
  readonly ofFirst?: true;
  /** Fixes for a finding of `fault`, `block` or `values` that need the whole file; only the first findings of a file get them. Spans are absolute. */
  readonly fixesInFile?: (found: Diagnostic, context: FileContext) => readonly Fix[];
  /** Better fixes that replace those of a finding, based on the data; undefined if there are none. Spans are absolute. */
  readonly fixesInData?: (found: Diagnostic, context: DataContext) => readonly Fix[] | undefined;
  /** Checks one dataset of the spec and its data file. */
  readonly dataset?: (context: DatasetContext) => Iterable<Report>;
  /** Checks the whole spec and its data. Spans are absolute. */
  readonly data?: (context: DataContext) => Iterable<Report>;
}
