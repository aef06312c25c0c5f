// The findings of a spec.
import type { Host } from '../../../../src-shared/host/host';
import type { EncodingFault } from '../../../../src-shared/host/readText';
import { analyze } from '../../../../src-shared/kyn/analyze';
import { blocksOf } from '../../../../src-shared/kyn/names/scope';
import { parse } from '../../../../src-shared/kyn/syntax/parse';
import { secretsAndCopies } from '../../../../src-shared/kyn/syntax/secretCopies';
import { encodingFinding, firstLine, specFindings } from '../../../../src-shared/repro/diagnostics/findings';
import { BOM, configHash } from '../../../../src-shared/repro/hash/configHash';
import type { LockReport } from '../../../../src-shared/repro/lock/findLock';
import { withStars } from '../../../../src-shared/text/hidden';
import { member } from '../../../../src-shared/text/jsonText';
import { lfsPointer } from '../../../../src-shared/text/lfsPointer';
import { lineIndex, positionAt } from '../../../../src-shared/text/lineIndex';
import { relativePath } from '../cliPaths';
import type { CliEnvironment } from '../command';
import type { DriftedSpec, LockedChanges } from '../lockedChanges';
import { lockReports } from '../lockReports';
import { lockSearch } from '../lockSearch';
import type { SettingsOf } from '../projectSettings';
import type { SpecData } from '../specData';
import type { ImportReader, SpecSource } from '../specImports';
import { type CheckedFile, type OtherPlace, SPEC_KIND, withOther } from './checkReport';

type Findings = Omit<CheckedFile, 'path'>;

/** The files around a spec: its imports and its data. */
export interface SpecContext {
  readonly imports: ImportReader;
  readonly dataFor: SpecData;
  readonly lockedChanges: LockedChanges;
  readonly settingsOf: SettingsOf;
}

/** Checks the text of a spec. */
export async function checkSpec(
  { host, io }: CliEnvironment,
  context: SpecContext,
  { path, text }: SpecSource,
): Promise<Findings> {
  const { imports, dataFor, settingsOf } = context;
  const bom = text.startsWith(BOM);
  const visible = bom ? text.slice(1) : text;
  const tree = parse(visible);
  const { options } = await settingsOf(path);
  const analysis = analyze({ tree, composition: imports.composition(path, tree), options });
  const hash = configHash(text, host.sha256);
  const [lock, ...others] =
    path === undefined ? [NO_LOCK] : await locksOf(context, { path, text }, { cwd: io.cwd, host, hash });
  const namesData = analysis.scope.declared.isAny('dataset') || blocksOf(tree, 'dataset').length > 0;
  const data = path !== undefined && namesData ? await dataFor(path) : undefined;
  const diagnostics = specFindings(analysis, { hiddenBom: bom, lock, ...(data && { data }) });
  const placeOf = (report: LockReport): OtherPlace | undefined => lockPlace(imports, report, io.cwd);
  const real = (file: string): string => imports.realPath(file) ?? file;
  const pin = path !== undefined && lock.path !== undefined && { lock: real(lock.path), realPath: real(path) };
  const otherLocks = others.flatMap(report =>
    report.path === undefined || !report.finding
      ? []
      : withOther([{ ...report.finding, span: firstLine(visible) }], placeOf(report)).map(finding => ({
          lock: real(report.path ?? ''),
          finding,
        })),
  );
  // Only findings show the text.
  const isShown = diagnostics.length > 0 || otherLocks.length > 0;
  const shown = isShown ? withStars(visible, secretsAndCopies(tree)) : '';
  return {
    kind: SPEC_KIND,
    // That of a pointer is not that of the spec.
    ...(!lfsPointer(text) && { configHash: hash }),
    diagnostics: withOther(diagnostics, placeOf(lock)),
    otherLocks,
    text: shown,
    ...pin,
    ...(isShown && shown !== visible && { hidesSecrets: true as const }),
  };
}

// Where a lock that drifted records the hash of its spec.
function lockPlace({ read }: ImportReader, { path, lock, state }: LockReport, cwd: string): OtherPlace | undefined {
  if (state !== 'drifted') return undefined;
  const value = member(lock?.root, 'config_hash');
  const content = path === undefined ? undefined : read(path);
  if (path === undefined || !value || !content?.ok) return undefined;
  const lines = lineIndex(content.text);
  const [start, end] = [positionAt(lines, value.span.start), positionAt(lines, value.span.end)];
  return { path: relativePath(cwd, path), start, end, label: 'The CONFIG_HASH that the lock records.' };
}

const NO_LOCK: LockReport = { state: 'missing', message: '' };

interface LockPlace {
  readonly cwd: string;
  readonly host: Host;
  readonly hash: string;
}

function locksOf({ imports, lockedChanges }: SpecContext, spec: DriftedSpec, { cwd, host, hash }: LockPlace) {
  const search = lockSearch(spec.path, { cwd, explicit: undefined }, { ...imports, host });
  return lockReports(spec, { search, hash, read: imports.read, lockedChanges });
}

/** The finding of a spec that is not UTF-8. */
export const undecodableSpec = (fault: EncodingFault): Findings => ({
  kind: SPEC_KIND,
  diagnostics: [encodingFinding(fault)],
  text: '',
});
