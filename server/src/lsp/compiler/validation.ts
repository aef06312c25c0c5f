// The official compiler's word on saved specs: runs `kynml validate` where the setting asks for it and keeps what it said.
// Its word counts for the very text that it saw, so it is kept with the hashes of the spec and its imports and shown only while these are the same.
import {
  type CompilerMessage,
  compilerMessages,
  toolNotFound,
  VALIDATE_LIMIT_MS,
} from '../../../../src-shared/repro/diagnostics/compilerOutput';
import { Semaphore } from '../base/semaphore';
import type { Spec, Workspace } from '../workspace/workspace';
import type { ToolFor } from './toolFor';

/** What the compiler said, and of which text. */
interface Word {
  readonly text: string;
  readonly remarks: readonly CompilerMessage[];
}

/** A spec to ask about, until the signal says that nobody wants to know. */
interface Question {
  readonly spec: Spec;
  readonly path: string;
  readonly signal: AbortSignal;
}

/** Compilers that run at once. */
const AT_ONCE = 2;

/** Runs that are under way and words that were said, by document. */
export class Validation {
  private readonly runs = new Map<string, AbortController>();
  private readonly words = new Map<string, Word>();
  private readonly turns = new Semaphore(AT_ONCE);

  constructor(
    private readonly workspace: Workspace,
    private readonly toolFor: ToolFor,
  ) {}

  /** What the compiler said of the text that a document has now. */
  remarks(spec: Spec): readonly CompilerMessage[] {
    const word = this.words.get(spec.doc.uri);
    return word && word.text === this.text(spec, 'buffer') ? word.remarks : [];
  }

  /** Asks the compiler about a document that was just saved, and ends what was under way for it; true when it said something. */
  async saved(uri: string): Promise<boolean> {
    this.stop(uri);
    const spec = this.workspace.spec(uri);
    const path = spec && this.isWanted(uri) ? spec.open.path : undefined;
    if (!spec || path === undefined) return false;
    const stop = new AbortController();
    this.runs.set(uri, stop);
    const word = await this.ask({ spec, path, signal: stop.signal });
    if (stop.signal.aborted) return false;
    this.runs.delete(uri);
    if (word) this.words.set(uri, word);
    return word !== undefined;
  }

  /** A document was closed: ends its run and drops what was said. */
  close(uri: string): void {
    this.stop(uri);
    this.words.delete(uri);
  }

  /** Settings changed: what is no longer wanted ends. */
  review(): void {
    for (const uri of [...this.runs.keys(), ...this.words.keys()]) if (!this.isWanted(uri)) this.close(uri);
  }

  /** Ends all runs. */
  stopAll(): void {
    for (const uri of [...this.runs.keys()]) this.stop(uri);
  }

  private stop(uri: string): void {
    this.runs.get(uri)?.abort();
    this.runs.delete(uri);
  }

  // A file that is not UTF-8 has no text that could be compared, and an error of ours anyway.
  private isWanted(uri: string): boolean {
    const open = this.workspace.document(uri);
    if (open?.path === undefined || open.disk.hash === undefined) return false;
    return this.workspace.trusted && this.workspace.settingsFor(open.path).validate.onSave;
  }

  private async ask({ spec, path, signal }: Question): Promise<Word | undefined> {
    const { workspace } = this;
    const text = this.text(spec, 'disk');
    const tool = await this.toolFor({ uri: spec.doc.uri, path });
    if ('tried' in tool) return { text, remarks: [toolNotFound(tool.tried)] };
    const cwd = workspace.workingFolder(path);
    const argv = [...tool.argv, 'validate', path];
    const result = await this.turns.inTurn(() =>
      workspace.host.run(argv, { cwd, timeoutMs: VALIDATE_LIMIT_MS, signal }),
    );
    // Whoever wrote a file meanwhile made it unknown which text was read.
    return text === this.text(spec, 'disk')
      ? { text, remarks: compilerMessages(result, { spec: path, cwd }) }
      : undefined;
  }

  // The hashes of a spec and of all that it imports: of the files, or of what the editor shows.
  private text({ open, analysis }: Spec, side: 'disk' | 'buffer'): string {
    const { files } = this.workspace;
    const hashOf = (path: string) => (side === 'disk' ? files.hash(path) : this.workspace.hashAt(path));
    const own = side === 'disk' ? files.hash(open.path ?? '') : open.hash();
    return [own, ...analysis.composition.files.map(f => `${f.id} ${hashOf(f.id)}`)].join('\n');
  }
}
