import { count, exact, list, percent, whole } from '../format.ts';
import type { PageInput } from '../page-input.ts';
import { shortened } from '../plain.ts';
import type { Section } from '../section.ts';

export interface RepeatContext {
  readonly command: string;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly sourceFile: string;
  readonly source: string;
  readonly question: string;
  readonly downloads: readonly { readonly href: string; readonly text: string }[];
  readonly trials: readonly { readonly href: string; readonly text: string }[];
  readonly trialsSummary: string;
  readonly trialsLeft: string;
}

const mostLinks = 200;
const mostSource = 20_000;

export const section: Section = {
  id: 'repeat',
  title: 'How to repeat it',
  place: 100,
  template: 'repeat',
  context: repeatSection,
};

/** Everything needed to run it again, and the files behind the page. */
function repeatSection({ results }: PageInput): RepeatContext {
  const { manifest, summary } = results;
  const { declared, code, host, engine, source } = manifest;
  const met = new Set([...declared.seeds, ...summary.trials.map(({ seed }) => seed)]);
  const traced = summary.trials.filter(row => row.state !== 'failed');
  return {
    command: shortened(manifest.command, 2000),
    question: shortened(declared.question, 2000),
    facts: [
      ['study', manifest.study],
      ['seeds', seedsInWords([...met].sort((a, b) => a - b))],
      ['repetitions', String(declared.repetitions)],
      ['arms', list(declared.arms.map(arm => arm.label))],
      [
        'declared beforehand',
        `${declared.primary} decides, against ${declared.reference}; differences below ${percent(declared.delta)} do not matter; target ${exact(declared.target / 1000)} s; a container-second costs ${exact(declared.price)} s of waiting`,
      ],
      ['hash of what was declared', manifest.declaredHash],
      ['time scale', String(declared.timeScale)],
      [
        'slot',
        `${exact(declared.loop.slot / 1000)} s, first at ${exact((declared.loop.firstSlot ?? declared.loop.slot) / 1000)} s; a controller takes ${exact(declared.loop.controllerCost / 1000)} s; ${declared.loop.dispatch}; checker ${declared.loop.checker}`,
      ],
      [
        'code',
        `version ${code.version}, commit ${code.commit}${code.dirty ? ', with uncommitted changes' : ''}`,
      ],
      ['code that decides results', code.sha256],
      [
        'engine',
        [
          engine.name,
          ...Object.entries(engine.facts.details).map(([name, value]) => `${name} ${value}`),
        ].join(', '),
      ],
      [
        'host',
        `${host.cpu}, ${count(host.cores, 'core')}, ${exact(host.memoryGiB)} GiB, ${host.os}, ${host.arch}`,
      ],
      ['Node', host.node],
      ['experiment source', `${source.file}, SHA-256 ${source.sha256}`],
    ].map(([name, value]) => ({ name: name!, value: shortened(value ?? '', 2000) })),
    sourceFile: source.file,
    source: shortened(source.text, mostSource),
    downloads: [
      { href: 'summary.json', text: 'summary.json: every figure of this page' },
      { href: 'manifest.json', text: 'manifest.json: what was run, where, with what' },
      { href: 'trials.csv', text: 'trials.csv: one line a trial' },
      { href: 'requests.csv', text: 'requests.csv: one line a request' },
    ],
    trials: traced.slice(0, mostLinks).map(({ trial }) => ({
      href: `trials/${encodeURIComponent(trial)}.jsonl`,
      text: trial,
    })),
    trialsSummary: `The raw traces: ${count(traced.length, 'trial')}, one file each in trials/`,
    trialsLeft: traced.length > mostLinks ? `… and ${whole(traced.length - mostLinks)} more in trials/.` : '',
  };
}

/** "1–10" where they follow one another. */
function seedsInWords(seeds: readonly number[]): string {
  const inRow = seeds.length > 2 && seeds.every((seed, i) => seed === seeds[0]! + i);
  return inRow ? `${seeds[0]}–${seeds.at(-1)}` : list(seeds.map(String));
}
