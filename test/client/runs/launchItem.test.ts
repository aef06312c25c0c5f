// The rows of what was submitted, with the contexts that the menus of package.json name.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { belowLaunch, launchItem, launchNodes } from '../../../client/src/runs/launchItem';
import type { Launched, LaunchesView, SubmittedRun, SubmittedState } from '../../../src-shared/protocol/targetRequests';
import { launched, submittedRun, viewOf } from '../jobs/launches';

const itemOf = (more: Partial<Launched>) =>
  launchItem({ kind: 'launch', uri: 'file:///w/out', launch: launched(more) });
const runIcon = (state: SubmittedState) => {
  const run: SubmittedRun = submittedRun({ state });
  return launchItem({ kind: 'submittedRun', uri: run.log, launch: launched(), run }).icon.name;
};

describe('what was submitted', () => {
  test('is one node above its launches and their runs; none where nothing was', () => {
    const view = viewOf(launched({ more: 7 }));
    const [top] = launchNodes(view);
    expect(top && launchItem(top)).toMatchObject({
      label: 'Submitted',
      description: '2 active',
      expansion: 'expanded',
    });
    const [launch] = top ? belowLaunch(top) : [];
    expect(launch && belowLaunch(launch).map(node => launchItem(node).label)).toEqual(['combo-0003', '7 more']);
    const nothing: LaunchesView = { launches: [], description: '', tooltip: '', active: 0 };
    expect(launchNodes(nothing)).toEqual([]);
  });

  test('is open while it needs attention', () => {
    const done = launched({ active: 0, missing: 0, state: 'done' });
    expect(launchItem({ kind: 'submitted', view: viewOf(done) }).expansion).toBe('collapsed');
    expect(launchItem({ kind: 'submitted', view: viewOf({ ...done, missing: 1 }) }).expansion).toBe('expanded');
    expect([itemOf(done).expansion, itemOf({ active: 1 }).expansion]).toEqual(['collapsed', 'expanded']);
  });

  test('has an icon of its own for each end', () => {
    const icons = (['done', 'failed', 'cancelled', 'lost', 'silent', 'running', 'queued'] as const).map(runIcon);
    expect(new Set(icons).size).toBe(icons.length);
    expect([itemOf({ state: 'silent' }).icon.name, runIcon('submitted')]).toEqual(['debug-disconnect', 'clock']);
  });

  test('has contexts for which package.json has menus', () => {
    const menus: { command: string; when: string }[] = JSON.parse(
      readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
    ).contributes.menus['view/item/context'];
    const commandsOf = (context: string): string[] =>
      menus
        .filter(({ when, command }) => {
          const [, text] = /viewItem == (\S+)/.exec(when) ?? [];
          const [, pattern] = /viewItem =~ \/(\S+)\/ /.exec(when) ?? [];
          const isShown = text === context || (pattern !== undefined && new RegExp(pattern).test(context));
          return isShown && /Submitted/.test(command);
        })
        .map(({ command }) => command.replace('kynml.', ''));
    const sweep = itemOf({ active: 1 }).contextValue;
    expect(new Set(commandsOf(sweep))).toEqual(new Set(['continueSubmitted', 'showSubmittedLog', 'cancelSubmitted']));
    const training = itemOf({ command: 'train', active: 0 }).contextValue;
    expect(commandsOf(training)).toEqual(['showSubmittedLog']);
    expect(new Set(commandsOf('kynml.submitted'))).toEqual(new Set(['refreshSubmitted']));
    const contextOf = (state: SubmittedState): string =>
      launchItem({ kind: 'submittedRun', uri: '', launch: launched(), run: submittedRun({ state }) }).contextValue;
    for (const state of ['submitted', 'queued', 'running', 'silent'] as const)
      expect(new Set(commandsOf(contextOf(state)))).toEqual(new Set(['showSubmittedLog', 'cancelSubmitted']));
    for (const state of ['ending', 'done', 'failed', 'cancelled', 'lost'] as const)
      expect(new Set(commandsOf(contextOf(state)))).toEqual(new Set(['showSubmittedLog']));
  });
});
