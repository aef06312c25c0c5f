// A tracker as a kind of artifact, so that its runs are rows of every list. It detects no file: its runs are found by their folder.
import * as z from 'zod/mini';
import type { Kind } from '../../artifacts/kind';
import { trackers } from './kinds';

const kindOf = (id: string, title: string): Kind => ({
  id,
  title,
  source: 'the documents and the source of the tracker',
  rules: [],
  fileNames: [],
  requiredKeys: [],
  detect: () => false,
  schema: z.unknown(),
  claims: () => ({}),
  sections: [
    { id: 'config', title: 'Settings', prefixes: ['config'] },
    { id: 'seed', title: 'Seeds', prefixes: ['seed'] },
    { id: 'data', title: 'Data', prefixes: ['data'] },
    { id: 'code', title: 'Code', prefixes: ['code'] },
    { id: 'environment', title: 'Environment', prefixes: ['environment'] },
    { id: 'outputs', title: 'Outputs', prefixes: ['outputs'] },
  ],
  metricsField: 'metrics',
  identity: [],
  isRun: true,
});

const kinds: ReadonlyMap<string, Kind> = new Map(trackers.map(({ id, title }) => [id, kindOf(id, title)]));

/** The kind of the runs of a tracker. */
export const trackerKind = (tracker: string): Kind => kinds.get(tracker) ?? OTHER;

/** The kind of two runs of different programs. */
export const OTHER = kindOf('tracked-run', 'run');
