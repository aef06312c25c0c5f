// Validation of saved specs with the official compiler: runs `kynml validate` where the setting enables it and keeps the messages.
// Messages are valid only for the validated text, so they are stored with the hashes of the spec and its imports.

import { Semaphore } from '../../../../src-shared/host/semaphore';
import {
  type CompilerMessage,
  compilerMessages,
  toolNotFound,
  VALIDATE_LIMIT_MS,
} from '../../../../src-shared/repro/diagnostics/compilerOutput';
import type { Spec, WorkspaceView } from '../workspace/workspaceView';
import type { ToolLookup } from './toolLookup';

/** The messages of one run, and the identity of the validated text. */
interface ValidationResult {
  readonly textKey: string;
  readonly messages: readonly CompilerMessage[];
}

interface ValidationRequest {
  readonly spec: Spec;
  readonly path: string;
  readonly signal: AbortSignal;
}

/** Compilers that run at once. */
const MAX_PARALLEL = 2;

/** Pending runs and results by document. */
export class Validation {
  private readonly runs = new Map<string, AbortController>();
  private readonly results = new Map<string, ValidationResult>();
  private readonly semaphore = new Semaphore(MAX_PARALLEL);

  constructor(
    private readonly workspace: WorkspaceView,
    private readonly findTool: ToolLookup,
  ) {}

  /** The messages about exactly the current text of a spec. */
  messages(spec: Spec): readonly CompilerMessage[] {
    const result = this.results.get(spec.doc.uri);
    return result && result.textKey === this.textKey(spec, 'buffer') ? result.messages : [];
  }

  /** Validates a document that was saved, and stops an earlier run of it; resolves to true when there is a new result. */
  async validate(uri: string): Promise<boolean> {
    this.stop(uri);
    const spec = this.workspace.spec(uri);
    const path = spec && this.isEnabled(uri) ? spec.open.path : undefined;
    if (!spec || path === undefined) return false;
    const controller = new AbortController();
    this.runs.set(uri, controller);
    const result = await this.run({ spec, path, signal: controller.signal });
    if (controller.signal.aborted) return false;
    this.runs.delete(uri);
    if (result) this.results.set(uri, result);
    return result !== undefined;
  }

  /** Stops the run of a closed document and drops its result. */
  close(uri: string): void {
    this.stop(uri);
    this.results.delete(uri);
  }

  /** Settings changed: closes documents for which validation is disabled now. */
  settingsChanged(): void {
    for (const uri of [...this.runs.keys(), ...this.results.keys()]) if (!this.isEnabled(uri)) this.close(uri);
  }

  /** Stops all runs. */
  stopAll(): void {
    for (const uri of [...this.runs.keys()]) this.stop(uri);
  }

  private stop(uri: string): void {
    this.runs.get(uri)?.abort();
    this.runs.delete(uri);
  }

  // A file that is not UTF-8 has no hash to compare, and is reported as an error without the compiler.
  private isEnabled(uri: string): boolean {
    const open = this.workspace.document(uri);
    if (open?.path === undefined || open.disk.hash === undefined) return false;
    return this.workspace.trusted && this.workspace.settingsFor(open.path).validate.onSave;
  }

  private async run({ spec, path, signal }: ValidationRequest): Promise<ValidationResult | undefined> {
    const { workspace } = this;
    const textKey = this.textKey(spec, 'disk');
    const tool = await this.findTool({ uri: spec.doc.uri, path });
    if ('tried' in tool) return { textKey, messages: [toolNotFound(tool.tried)] };
    const cwd = workspace.workingFolder(path);
    const argv = [...tool.argv, 'validate', path];
    const result = await this.semaphore.run(() =>
      workspace.host.run(argv, { cwd, timeoutMs: VALIDATE_LIMIT_MS, signal }),
    );
    // If a file was written meanwhile, it is unknown which text the compiler read.
    return textKey === this.textKey(spec, 'disk')
      ? { textKey, messages: compilerMessages(result, { spec: path, cwd }) }
      : undefined;
  }

  // The hashes of a spec and of everything that it imports: of the files, or of the buffers.
  private textKey({ open, analysis }: Spec, side: 'disk' | 'buffer'): string {
    const { files } = this.workspace;
    const hashOf = (path: string) => (side === 'disk' ? files.hash(path) : this.workspace.hashAt(path));
    const ownHash = side === 'disk' ? files.hash(open.path ?? '') : open.hash();
    return [ownHash, ...analysis.composition.files.map(f => `${f.id} ${hashOf(f.id)}`)].join('\n');
  }
}
