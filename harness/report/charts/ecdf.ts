import type { Chart, Size } from '../chart.ts';
import { armColour, armDash, extent, logTicks } from '../encoding.ts';
import { count, list, number, whole } from '../format.ts';
import { shareUpTo } from '../sampling.ts';
import type { Study, StudyArm } from '../study.ts';

const points = 90;

/** How many requests were answered within a time: all requests of an arm, and the band of its trials. */
export const chart: Chart = {
  name: 'ecdf',
  section: 'responses',
  place: 1,
  drawings: study => {
    const arms = study.arms.filter(arm => arm.trials.some(trial => trial.responses.length > 0));
    if (arms.length === 0) return [];
    const trials = Math.max(...arms.map(arm => arm.trials.length));
    const unfinished = arms.some(arm => arm.trials.some(trial => trial.requests.unfinished > 0));
    return [
      {
        title: 'Response times: share of requests answered within a time',
        caption:
          `From intended arrival to completion, paper seconds, log scale. Line: all requests of an arm (n = ${requestsInWords(arms)})` +
          `${banded(arms) ? `; band: from the lowest to the highest of its ${count(trials, 'trial')}` : ''}. Requests of one trial depend on each other, so trials are what is counted in verdicts.` +
          (unfinished ? ' A line that ends below 100 % had requests that were never answered.' : ''),
        finding: `Half of the requests are answered within ${list(
          arms.map(arm => `${number(pooledQuantile(arm, 0.5))} s (${arm.label})`),
        )}; 95 % within ${list(arms.map(arm => `${number(pooledQuantile(arm, 0.95))} s (${arm.label})`))}.`,
        legend: arms,
        spec: size => spec(study, arms, size),
      },
    ];
  },
};

const requestsOf = (arm: StudyArm): number =>
  arm.trials.reduce((sum, trial) => sum + trial.responses.length + trial.requests.unfinished, 0);

function requestsInWords(arms: readonly StudyArm[]): string {
  const [least, most] = extent(arms.map(requestsOf));
  return `${least === most ? whole(most) : `${whole(least)}–${whole(most)}`} requests each`;
}

/** More bands than three only hide one another. */
const banded = (arms: readonly StudyArm[]): boolean => arms.length <= 3;

function pooledQuantile(arm: StudyArm, share: number): number {
  const all = Float64Array.from(arm.trials.flatMap(trial => [...trial.responses])).sort();
  return all[Math.min(all.length - 1, Math.floor(share * requestsOf(arm)))] ?? Number.NaN;
}

function spec(study: Study, arms: readonly StudyArm[], size: Size) {
  const [low, high] = extent(
    arms
      .flatMap(arm =>
        arm.trials.flatMap(({ responses }) => [responses[0] ?? Number.NaN, responses.at(-1) ?? Number.NaN]),
      )
      .filter(value => value > 0),
  );
  const [from, to] = [low / 1.05, high * 1.05];
  const moments = Array.from({ length: points }, (_, i) => from * (to / from) ** (i / (points - 1)));
  const values = arms.flatMap(arm => {
    const of = requestsOf(arm);
    return moments.map(t => {
      const shares = arm.trials.map(({ responses, requests }) =>
        shareUpTo(responses, t, responses.length + requests.unfinished),
      );
      const answered = arm.trials.reduce((sum, { responses }) => sum + shareUpTo(responses, t, 1), 0);
      const [least, most] = extent(shares.filter(Number.isFinite));
      return {
        arm: arm.label,
        t: Number(t.toPrecision(4)),
        share: round(answered / of),
        low: round(least),
        high: round(most),
      };
    });
  });
  const x = {
    field: 't',
    type: 'quantitative' as const,
    scale: { type: 'log' as const, domain: [from, to], nice: false },
    axis: {
      title: 'response time (paper s, log scale)',
      values: logTicks([from, to], size.name === 'wide' ? 12 : 5),
      format: '~f',
      grid: true,
    },
  };
  const y = {
    type: 'quantitative' as const,
    scale: { domain: [0, 1] },
    axis: { title: null, format: '.0%', values: [0, 0.25, 0.5, 0.75, 1] },
  };
  return {
    width: size.width - 20,
    height: size.name === 'wide' ? 280 : 230,
    autosize: { type: 'fit-x' as const, contains: 'padding' as const },
    data: { name: 'shares', values },
    layer: [
      ...(banded(arms)
        ? [
            {
              mark: { type: 'area' as const, opacity: 0.14 },
              encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' }, color: armColour(study.arms) },
            },
          ]
        : []),
      {
        mark: { type: 'line' as const, strokeWidth: 2.2 },
        encoding: {
          x,
          y: { ...y, field: 'share' },
          color: armColour(study.arms),
          strokeDash: armDash(study.arms),
        },
      },
      {
        mark: { type: 'point' as const, opacity: 0, size: 120 },
        encoding: {
          x,
          y: { ...y, field: 'share' },
          tooltip: [
            { field: 'arm', title: 'arm' },
            { field: 't', title: 'answered within (s)' },
            { field: 'share', title: 'share of requests', format: '.1%' },
          ],
        },
      },
    ],
  };
}

const round = (share: number): number => Math.round(share * 1000) / 1000;
