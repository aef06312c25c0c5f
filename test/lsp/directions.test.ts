// Which values of a metric are better in a list of runs: computed at once and in steps.
import { expect, test } from 'vitest';
import { directionSteps, directionsFor } from '../../server/src/lsp/artifact/policyFor';
import { defaultSettings, type ServerSettings } from '../../src-shared/protocol/settings';
import { allSteps } from '../../src-shared/runs/steps';

const SETTINGS: Readonly<Record<string, ServerSettings['runs']['metricDirections']>> = {
  a: { mae: 'lower', auc: 'higher' },
  b: { mae: 'higher', auc: 'higher' },
};

const workspace = {
  settingsFor: (path: string | undefined): ServerSettings => ({
    ...defaultSettings,
    runs: { ...defaultSettings.runs, metricDirections: SETTINGS[path?.split('/')[1] ?? ''] ?? {} },
  }),
};

test.each([[[]], [['/a/1', '/a/2']], [['/a/1', '/b/1', '/a/2']], [['/c/1', '/b/1']]])('of the runs %j', paths => {
  const runs = paths.map(path => ({ path }));
  expect(allSteps(directionSteps(workspace, runs))).toEqual(directionsFor(workspace, paths));
});
