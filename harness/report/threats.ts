import { capital, count, exact, list, percent } from './format.ts';
import type { PageInput } from './page-input.ts';

export interface Threat {
  readonly to: string;
  readonly text: string;
}

/** What the study cannot tell, from what it declared and measured: a sentence or two for each threat to validity. */
export function threats({ results, studies }: PageInput): Threat[] {
  const { declared, host, engine, code } = results.manifest;
  const { workloads, observe, faults } = declared;
  const seeds = new Set(results.summary.trials.map(({ seed }) => seed)).size || declared.seeds.length;
  const made = workloads.length === 1 ? 'one made workload' : `${workloads.length} made workloads`;
  const said: (Threat | undefined)[] = [
    {
      to: 'Population',
      text: `The ${count(seeds, 'seed')} are draws of ${made} (${list(workloads)}); intervals speak of further seeds of the same kind, not of anyone’s production traffic.`,
    },
    engine.name === 'simulated'
      ? {
          to: 'Engine',
          text: 'Containers were simulated: no kernel, no network, no neighbour. What is seen here is worth confirming on Docker.',
        }
      : {
          to: 'Host',
          text: `One machine (${host.cpu}, ${count(host.cores, 'core')}, ${host.os}); another may start containers faster or share its cores differently.`,
        },
    { to: 'Scale', text: scale(results.manifest) },
    { to: 'Not varied', text: `${capital(list(notVaried(declared)))}.` },
    faults.length > 0
      ? {
          to: 'Faults',
          text: `${count(faults.length, 'fault')} were caused on purpose; results are those of a cluster under faults.`,
        }
      : undefined,
    observe.delay > 0 || observe.drop > 0
      ? {
          to: 'Observation',
          text: `Controllers saw the cluster ${exact(observe.delay / 1000)} s late, and ${percent(observe.drop)} of observations were lost, on purpose.`,
        }
      : undefined,
    code.dirty ? { to: 'Code', text: 'The working tree had changes that no commit holds.' } : undefined,
    studies.some(study => study.rows.some(row => row.state !== 'valid'))
      ? {
          to: 'Missing trials',
          text: 'Trials that failed or were invalid are in no average; if they failed because of the arm, its figures flatter it.',
        }
      : undefined,
  ];
  return said.filter(threat => threat !== undefined);
}

type Manifest = PageInput['results']['manifest'];

function scale({ declared, engine }: Manifest): string {
  if (declared.timeScale === 1) return 'Time ran at full scale.';
  const taken = engine.facts.startDelay / (declared.loop.slot * declared.timeScale);
  const tooMuch = taken > 0.5 ? ', which puts elastic arms at a disadvantage that full scale would not' : '';
  return `All durations were multiplied by ${declared.timeScale}; container starts, the engine’s own pace and the kernel’s scheduler were not. A start takes ${percent(taken)} of a slot here${tooMuch}.`;
}

function notVaried({ loop, settings, kMax, arms, workloads }: Manifest['declared']): string[] {
  const kMins = new Set(arms.map(arm => arm.kMin));
  return [
    `the slot of ${exact(loop.slot / 1000)} s`,
    `“${loop.dispatch}” dispatch`,
    `retiring “${settings.retire}”`,
    `at most ${kMax} containers`,
    `a container’s share of ${exact(settings.paperCores)} paper cores`,
    ...(kMins.size === 1 ? [`kMin ${[...kMins][0]}`] : []),
    ...(workloads.length === 1 ? ['the kind of workload'] : []),
  ];
}
