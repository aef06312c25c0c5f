// What a check is: one finding's code, its words, where it looks, and its cure. The page of diagnostics is made from these values.
import type { Diagnostic, Fix, Severity } from '../text/diagnostic';
import type { Span } from '../text/span';
import type { Options } from './catalogue/options';
import type { Data, DataFile, DataText } from './data/data';
import type { Params } from './names/scope';
import type { SpecModel } from './names/specModel';
import type { Block, Fault, FaultCode, Item } from './syntax/ast';
import type { Expected } from './types/values';
import type { WordUse } from './types/wordUses';

/** A finding of a check. Without `severity` it has the check's own. */
export interface Report {
  readonly message: string;
  readonly span: Span;
  readonly severity?: Severity;
  readonly fixes?: readonly Fix[];
  readonly unused?: boolean;
}

/** What a check of one block may look at. Spans are relative to the block. */
export interface BlockContext {
  readonly block: Block;
  readonly params: Params;
  readonly options: Options;
  /** The values that the catalogue asks for; found once for all checks. */
  readonly expected: readonly Expected[];
  /** The words of the catalogue's lists; found once for all checks. */
  readonly words: readonly WordUse[];
}

/** Values against what is asked for: those of a block, or those of a sweep for the params that a block uses. Spans are relative to the block that holds them. */
export type ValuesContext = Pick<BlockContext, 'block' | 'options' | 'expected' | 'words'>;

/** What a check of a whole file may look at. Spans are absolute. */
export interface FileContext extends SpecModel {
  /** The findings of an item, the spec's own or an imported one, with the params of this spec; spans relative to the item. */
  readonly findingsOf: (item: Item) => readonly Diagnostic[];
}

/** What a check of all data may look at. Spans are absolute. */
export interface DataContext extends Pick<SpecModel, 'tree' | 'scope'> {
  readonly data: Data;
}

/** What a check of the data of one dataset may look at. Spans are relative to the block. */
export interface DatasetContext {
  readonly block: Block;
  readonly params: Params;
  readonly source: DataText;
  readonly file: DataFile;
}

/** A check. It has exactly one of `fault`, `block`, `values`, `file`, `dataset` and `data`, or only `bytes` when no text shows it (a file that cannot be decoded). */
export interface Check {
  /** Kebab form of the file's name. */
  readonly code: string;
  readonly severity: Severity;
  /** When the compiler would say it. */
  readonly stage: 'text' | 'syntax' | 'composition' | 'meaning' | 'shapes' | 'reproducibility';
  /** What it means, in a sentence, for the page of diagnostics. */
  readonly summary: string;
  /** A spec that has the finding. */
  readonly example: string;
  /** What to do. */
  readonly fix: string;
  readonly fault?: (fault: Fault & { readonly code: FaultCode }, item: Item) => Report;
  /** The message where the file's bytes, not its text, have the problem: only who reads the bytes can report it (`byteFinding`). */
  readonly bytes?: string;
  readonly block?: (context: BlockContext) => Iterable<Report>;
  readonly values?: (context: ValuesContext) => Iterable<Report>;
  readonly file?: (context: FileContext) => Iterable<Report>;
  /** Where a spec has one block of a kind, the findings of `block` are told for the first one only. */
  readonly ofFirst?: true;
  /** Fixes for a finding of `fault`, `block` or `values` that need the whole file; only the first findings of a file are asked for. Spans are absolute. */
  readonly fixesInFile?: (found: Diagnostic, context: FileContext) => readonly Fix[];
  /** Fixes that take the place of a finding's own where the data tells more. Spans are absolute; undefined where it does not. */
  readonly fixesInData?: (found: Diagnostic, context: DataContext) => readonly Fix[] | undefined;
  /** A look at one of the spec's own datasets and the file that it names. */
  readonly dataset?: (context: DatasetContext) => Iterable<Report>;
  /** A look at the whole spec and the data that it names. Spans are absolute. */
  readonly data?: (context: DataContext) => Iterable<Report>;
}
