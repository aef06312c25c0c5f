// A spec that is compiled for one run or for each combination of its sweep. Files count as unchanged meanwhile.
import type { Host, ReadResult } from '../../../../src-shared/host/host';
import { memoized } from '../../../../src-shared/host/memoized';
import { analyze } from '../../../../src-shared/kyn/analyze';
import type { Options } from '../../../../src-shared/kyn/catalogue/options';
import type { Composition } from '../../../../src-shared/kyn/names/compose';
import type { Overrides } from '../../../../src-shared/kyn/names/scope';
import type { SpecNames } from '../../../../src-shared/kyn/names/specModel';
import type { SyntaxTree } from '../../../../src-shared/kyn/syntax/ast';
import { parse } from '../../../../src-shared/kyn/syntax/parse';
import { withoutBom } from '../../../../src-shared/repro/hash/configHash';
import type { KeptText } from '../../../../src-shared/repro/history/keepRun';
import { type CompileResult, compileSpec } from '../../../../src-shared/repro/training/compileSpec';
import type { RunPlace } from '../../../../src-shared/repro/training/outputFindings';
import { pathWithin, relativePath } from '../cliPaths';
import type { CliEnvironment } from '../command';
import { createImportReader } from '../specImports';

/** A spec as it was named, with its text. */
export interface SpecFile extends KeptText {
  readonly label: string;
}

/** Compiles a spec. */
export interface SpecCompiler {
  readonly spec: SpecFile;
  /** The texts of the imported files that can be read. */
  imports(): readonly KeptText[];
  /** What the spec declares with these overrides. */
  names(overrides: Overrides): SpecNames;
  compile(overrides: Overrides, run: RunPlace): CompileResult;
}

/** A compiler for a spec. `options`: of its checks. */
export function specCompiler(environment: CliEnvironment, spec: SpecFile, options: Options): SpecCompiler {
  const { host, io, version } = environment;
  const { path, text } = spec;
  const reader = createImportReader(environment);
  // At the first use, so that an interpreter can be asked before, and once for all combinations.
  let tree: SyntaxTree | undefined;
  let known: Composition | undefined;
  const parsed = (): SyntaxTree => {
    tree ??= parse(withoutBom(text));
    return tree;
  };
  const composed = (): Composition => {
    known ??= reader.composition(path, parsed());
    return known;
  };
  const imports = (): KeptText[] =>
    composed().files.flatMap(({ id }) => {
      const read = reader.read(id);
      return read.ok ? [{ path: id, text: read.text }] : [];
    });
  // Each combination reads the same data.
  const heads = new Map<number, (path: string) => ReadResult>();
  const onceReading: Host = {
    ...host,
    readHead(path, length) {
      const head = heads.get(length) ?? memoized(p => host.readHead(p, length));
      heads.set(length, head);
      return head(path);
    },
  };
  const compiled = pathWithin(host, io.cwd, path);
  const named = { path: compiled, label: relativePath(io.cwd, compiled) };
  const request = { ...named, text, cwd: io.cwd, generator: `kyn ${version}`, composition: composed };
  return {
    spec,
    imports,
    names(overrides) {
      return analyze({ tree: parsed(), composition: composed(), overrides });
    },
    compile: (overrides, run) => compileSpec(onceReading, { ...request, tree: parsed(), options, overrides, run }),
  };
}
