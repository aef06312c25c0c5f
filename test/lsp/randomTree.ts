// Random changes of a folder with a workspace in it, and the events that a watcher of the folder reports for them. The workspace contains specs, locks
// and runs that refer to each other, also through links, into folders that are not searched, and to files outside.
import { lstatSync, mkdirSync, renameSync, rmSync, type Stats, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FileChangeType } from 'vscode-languageserver';
import type { Chance } from '../kyn/mutate';
import { houseLibrary, houseSpec, houseTrain } from '../specFixture';
import { lockFor, sha } from './lockFixture';

interface Change {
  /** Relative to the folder. */
  readonly path: string;
  readonly type: FileChangeType;
}

const SPECS = ['ws/a.kyn', 'ws/b.kyn', 'ws/lib/lib.kyn', 'ws/lib2/lib.kyn', 'ws/sub/c.kyn'];
const HIDDEN_SPECS = ['ws/.venv/lib.kyn', 'ws/node_modules/p/lib.kyn', 'out/lib.kyn', 'out/deep/lib.kyn'];
const LOCKS = ['ws/kynml.lock', 'ws/sub/kynml.lock', 'ws/locks/real.lock', 'ws/a.kyn.lock', 'out/real.lock'];
const OTHERS = ['ws/run_manifest.json', 'ws/sub/run_manifest.json', 'ws/data/houses.csv', 'out/houses.csv', 'ws/x.bin'];
const FOLDERS = ['ws/lib', 'ws/lib2', 'ws/sub', 'ws/locks', 'ws/data', 'ws/.venv', 'out/deep', 'out'];
const LINKS = ['ws/lnk', 'ws/mid', 'ws/sub/lnk', 'out/lnk'];
const FILES = [...SPECS, ...HIDDEN_SPECS, ...LOCKS, ...OTHERS];
const ALL = [...FILES, ...FOLDERS, ...LINKS];
const IMPORTS = [
  'lib/lib.kyn',
  'Lib/lib.kyn',
  'lnk/lib.kyn',
  'mid/lib.kyn',
  'sub/lnk/lib.kyn',
  'sub/c.kyn',
  '.venv/lib.kyn',
  'node_modules/p/lib.kyn',
  '../out/lib.kyn',
  '../out/lnk/lib.kyn',
  '../lib2/lib.kyn',
  'b.kyn',
];
const SOURCES = ['a.kyn', 'b.kyn', 'sub/c.kyn', '../a.kyn', '../sub/c.kyn', 'lnk/c.kyn', 'A.kyn', '../../out/lib.kyn'];
const TEXTS = [
  houseSpec,
  `${houseSpec}\n`,
  houseSpec.replace('epochs', 'epoch'),
  houseLibrary,
  houseLibrary.replace('model Net', 'model Nit'),
  houseTrain.replace('$lr', '0.1'),
];

/** A folder that changes at random. */
export class RandomTree {
  /** What was done, for the message of a failure. */
  readonly log: string[] = [];

  constructor(
    private readonly folder: string,
    private readonly chance: Chance,
  ) {}

  /** Changes the folder; the events in one or several notifications. */
  changes(): Change[][] {
    const { chance } = this;
    const kind = chance.of(['write', 'write', 'write', 'link', 'link', 'delete', 'rename'] as const);
    const events = this[kind]();
    if (events.length > 0) this.log.push(`${kind} ${events.map(e => `${e.type}:${e.path}`).join(' ')}`);
    return chance.below(2) === 0 ? [events] : events.map(event => [event]);
  }

  private write(): Change[] {
    const path = this.chance.of(FILES);
    const parent = this.makeParent(path);
    if (!parent) return [];
    const isFile = this.entry(path)?.isFile() === true;
    const removed = isFile ? [] : this.remove(path);
    const text = this.textFor(path);
    writeFileSync(this.at(path), text);
    this.log.push(
      `  ${path}: ${text
        .split('\n')
        .filter(line => /import|hash|source_path|model N|epoch:/.test(line))
        .join('; ')}`,
    );
    const own: Change = { path, type: isFile ? FileChangeType.Changed : FileChangeType.Created };
    // A new folder is one event; a watcher may also name the file in it.
    return parent.length > 0 && this.chance.below(2) === 0 ? parent : this.merged([...parent, ...removed, own]);
  }

  private link(): Change[] {
    const path = this.chance.of([...LINKS, ...LINKS, ...FILES, ...FOLDERS.filter(at => at !== 'out')]);
    const parent = this.makeParent(path);
    if (!parent) return [];
    const target = this.chance.of(LINKS.includes(path) || FOLDERS.includes(path) ? [...FOLDERS, ...LINKS] : FILES);
    const up = '../'.repeat(path.split('/').length - 1);
    const written = this.chance.below(3) === 0 ? this.at(target) : `${up}${target}`;
    const removed = this.remove(path);
    symlinkSync(written, this.at(path));
    this.log.push(`  ${path} -> ${written}`);
    const own: Change = { path, type: FileChangeType.Created };
    return parent.length > 0 && this.chance.below(2) === 0 ? parent : this.merged([...parent, ...removed, own]);
  }

  private delete(): Change[] {
    const path = this.chance.of(ALL);
    return this.isReal(dirname(path)) ? this.remove(path) : [];
  }

  private rename(): Change[] {
    const [from, to] = [this.chance.of(ALL), this.chance.of(ALL)];
    if (from === to || to.startsWith(`${from}/`) || from.startsWith(`${to}/`)) return [];
    if (!this.exists(from) || this.exists(to) || !this.isReal(dirname(from)) || !this.isReal(dirname(to))) return [];
    renameSync(this.at(from), this.at(to));
    this.log.push(`  ${from} => ${to}`);
    return [
      { path: from, type: FileChangeType.Deleted },
      { path: to, type: FileChangeType.Created },
    ];
  }

  // A watcher may report a replaced entry as one change.
  private merged(events: Change[]): Change[] {
    const [first, second] = events;
    return events.length === 2 && first?.path === second?.path && first && this.chance.below(2) === 0
      ? [{ path: first.path, type: FileChangeType.Changed }]
      : events;
  }

  private remove(path: string): Change[] {
    if (!this.exists(path)) return [];
    rmSync(this.at(path), { recursive: true });
    return [{ path, type: FileChangeType.Deleted }];
  }

  /** Creates the folder of a path; the event of the topmost new one. Undefined where it is behind a link or a file. */
  private makeParent(path: string): Change[] | undefined {
    const parent = dirname(path);
    let missing: string | undefined;
    for (let at = parent; !this.exists(at); at = dirname(at)) missing = at;
    if (!this.isReal(missing === undefined ? parent : dirname(missing))) return undefined;
    mkdirSync(this.at(parent), { recursive: true });
    return missing === undefined ? [] : [{ path: missing, type: FileChangeType.Created }];
  }

  private textFor(path: string): string {
    const { chance } = this;
    if (path.endsWith('.csv')) return chance.of(['area,price\n1,2\n', 'a,b,c,d,price\n1,2,3,4,5\n', 'a,prize\n1,2\n']);
    if (path.endsWith('.lock')) return chance.below(6) === 0 ? '{' : lockFor(chance.of(TEXTS), chance.of(SOURCES));
    if (path.endsWith('.json'))
      return chance.of(['{"metrics": ', JSON.stringify({ config_hash: sha(chance.of(TEXTS)), metrics: {}, seed: 1 })]);
    const imports = Array.from({ length: chance.below(3) }, () => `import "${chance.of(IMPORTS)}"\n`).join('');
    return imports + chance.of(TEXTS);
  }

  private readonly at = (path: string): string => join(this.folder, path);

  private readonly exists = (path: string): boolean => this.entry(path) !== undefined;

  // A cycle of links leads to nothing.
  private entry(path: string): Stats | undefined {
    try {
      return lstatSync(this.at(path), { throwIfNoEntry: false });
    } catch {
      return undefined;
    }
  }

  /** Whether a path is a folder that no link leads to. */
  private isReal(path: string): boolean {
    for (let at = path; at !== '.'; at = dirname(at)) if (!this.entry(at)?.isDirectory()) return false;
    return true;
  }
}
