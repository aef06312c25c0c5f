// The contributions in package.json are complete: each command has a file, a list entry and a contribution; each text and setting exists.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { knownTools } from '../../src-shared/agents/knownTools';
import { contributedTools } from '../../src-shared/agents/listing';
import { toolTexts } from '../../src-shared/agents/texts';
import { agentTools } from '../../src-shared/agents/tools';
import { commands } from '../../src-shared/protocol/commands';

const root = new URL('../../', import.meta.url);
const text = (file: string) => readFileSync(new URL(file, root), 'utf8');
const manifest = JSON.parse(text('package.json'));
const { contributes } = manifest;
const nls: Record<string, string> = JSON.parse(text('package.nls.json'));
const names = Object.keys(commands).sort();
const settings: Record<string, Record<string, unknown>> = Object.assign(
  {},
  ...contributes.configuration.map((group: { properties: object }) => group.properties),
);

describe('commands', () => {
  it('are all contributed, without extra entries', () => {
    const contributed = contributes.commands.map((entry: { command: string }) => entry.command);
    expect([...contributed].sort()).toEqual(Object.values(commands).sort());
  });

  it('have one file each, named after the command', () => {
    const files = readdirSync(new URL('client/src/commands', root)).filter(file => file !== 'index.ts');
    expect(files.sort()).toEqual(names.map(name => `${name}.ts`).sort());
  });

  it('are in the list, and each file defines the command it is named after', () => {
    const list = text('client/src/commands/index.ts').split('commandList')[1] ?? '';
    expect((list.match(/\w+(?=,\n)/g) ?? []).sort()).toEqual(names);
    for (const name of names) expect(text(`client/src/commands/${name}.ts`)).toContain(`id: commands.${name},`);
  });

  it('include every command used in a menu', () => {
    const ids: readonly string[] = Object.values(commands);
    const entries: { command?: string; submenu?: string }[] = Object.values(contributes.menus).flat() as never;
    const submenus = contributes.submenus.map((submenu: { id: string }) => submenu.id);
    for (const { command, submenu } of entries) {
      if (command !== undefined) expect(ids).toContain(command);
      else expect(submenus).toContain(submenu);
    }
  });
});

describe('tools for agents', () => {
  it('are those of the core, as `npm run generate` writes them', () => {
    expect(contributes.languageModelTools).toEqual(contributedTools(knownTools));
  });

  it('have the titles of the core', () => {
    for (const { name } of agentTools) expect(nls[`tool.${name}`]).toBe(toolTexts[name]?.title);
  });
});

describe('texts', () => {
  const used = new Set([...text('package.json').matchAll(/"%([^%"]+)%"/g)].map(match => match[1]));

  it('all exist, without left-over texts', () => {
    expect(Object.keys(nls).sort()).toEqual([...used].sort());
  });

  it('are sorted by key', () => {
    expect(Object.keys(nls)).toEqual(Object.keys(nls).sort());
  });
});

describe('settings', () => {
  it('that decide how many processes run are not read from a workspace', () => {
    expect(settings['kynml.sweepJobs']?.scope).toBe('machine');
  });

  it('have a description', () => {
    for (const [name, setting] of Object.entries(settings)) {
      const key = String(setting.markdownDescription ?? setting.description).replaceAll('%', '');
      expect(nls[key], name).toBeTruthy();
    }
  });

  it('state their default and have an order in their group', () => {
    for (const { title, order, properties } of contributes.configuration) {
      const group: { order?: number; markdownDescription?: string }[] = Object.values(properties);
      expect(group.map(setting => setting.order).sort(), title).toEqual(group.map((_, at) => at + 1));
      expect(order, title).toBeGreaterThan(0);
      for (const { markdownDescription } of group)
        expect(nls[String(markdownDescription).replaceAll('%', '')], title).toMatch(/\bdefault\b/i);
    }
  });

  it('have the default that the server uses when an editor sends no settings', async () => {
    const { defaultSettings } = await import('../../src-shared/protocol/settings');
    const at = (name: string) => settings[name]?.default;
    expect({
      command: at('kynml.command'),
      compiler: at('kynml.compiler'),
      validate: { onSave: at('kynml.validate.onSave') },
      lock: { path: at('kynml.lock.path') },
      catalog: { unknownWords: at('kynml.catalog.unknownWords'), extra: at('kynml.catalog.extra') },
      policy: at('kynml.policy'),
      artifacts: { ignore: at('kynml.artifacts.ignore') },
      diagnostics: {
        scope: at('kynml.diagnostics.scope'),
        outdatedReferences: at('kynml.diagnostics.outdatedReferences'),
      },
      inlayHints: {
        shapes: at('kynml.inlayHints.shapes'),
        parameterCounts: at('kynml.inlayHints.parameterCounts'),
        modelTotals: at('kynml.inlayHints.modelTotals'),
        paramValues: at('kynml.inlayHints.paramValues'),
      },
      runs: {
        headlineMetric: at('kynml.runs.headlineMetric'),
        metricDirections: at('kynml.runs.metricDirections'),
        includeIgnored: at('kynml.runs.includeIgnored'),
      },
      format: { dropDefaults: at('kynml.format.dropDefaults') },
    }).toEqual(defaultSettings);
  });

  it('are in the reference', () => {
    const reference = text('docs/reference.md');
    for (const name of Object.keys(settings)) expect(reference).toContain(`\`${name}\``);
  });
});

it('starts for no language of other programs: a text may refer to specs only where there are some', () => {
  const { activationEvents }: { activationEvents: string[] } = manifest;
  const languages = activationEvents.flatMap(event => /^onLanguage:(.*)$/.exec(event)?.[1] ?? []);
  expect(languages.sort()).toEqual(
    contributes.languages
      .map((l: { id: string }) => l.id)
      .filter(isOwn)
      .sort(),
  );
});

const isOwn = (language: string): boolean => language !== 'json';

it('refers only to existing files', () => {
  const { walkthroughs, languages, grammars } = contributes;
  const steps: { media: { svg: string } }[] = walkthroughs[0].steps;
  const media = steps.map(step => step.media.svg);
  const ours: { icon: Record<string, string>; configuration: string }[] = languages.filter((l: object) => 'icon' in l);
  expect(ours).toHaveLength(2);
  const icons = ours.flatMap(language => Object.values(language.icon));
  const paths = grammars.map(({ path }: { path: string }) => path);
  const files = [...media, ...icons, ...ours.map(language => language.configuration), ...paths];
  expect(files.filter(file => !existsSync(new URL(file, root)))).toEqual([]);
});

describe('what is declared about workspaces', () => {
  const { capabilities, extensionKind } = manifest;
  const restricted: string[] = capabilities.untrustedWorkspaces.restrictedConfigurations;

  it('runs where the files are, because programs and data are there too', () => {
    expect(extensionKind).toEqual(['workspace']);
  });

  it('runs in a browser, and says what it cannot do where the files are not on a disk', () => {
    expect(capabilities.virtualWorkspaces).toEqual({ supported: 'limited', description: '%capabilities.virtual%' });
    expect(nls['capabilities.virtual']).toContain('need files on disk');
    expect(nls['capabilities.virtual']).toContain('only in a browser');
  });

  it('ignores settings of a workspace that is not trusted if they name programs or change a verdict', () => {
    expect(capabilities.untrustedWorkspaces.supported).toBe('limited');
    expect(restricted.filter(name => !(name in settings))).toEqual([]);
    const programs = Object.keys(settings).filter(name => settings[name]?.scope === 'machine-overridable');
    expect(programs.length).toBeGreaterThan(1);
    const verdicts = ['kynml.lock.path', 'kynml.policy', 'kynml.runs.metricDirections'];
    expect(restricted).toEqual(expect.arrayContaining([...programs, ...verdicts]));
    expect(restricted.filter(name => !nls['capabilities.untrusted']?.includes(`\`${name}\``))).toEqual([]);
  });

  it('is the same in the reference', () => {
    const where = text('docs/reference.md').split('## Where it works')[1]?.split('\n## ')[0] ?? '';
    for (const word of ['Remote', 'Several folders', 'not trusted', 'Virtual', 'Browser'])
      expect(where).toContain(word);
  });
});
