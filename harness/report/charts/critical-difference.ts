import { type Friedman, friedman } from '../../stats/friedman.ts';
import type { Chart, Drawing, Size } from '../chart.ts';
import { armColour, armShape } from '../encoding.ts';
import { count, list, probability } from '../format.ts';
import { metricLabel } from '../metric-label.ts';
import { colour } from '../palette.ts';
import type { Study, StudyArm } from '../study.ts';

const rowHeight = 24;

interface Ranking {
  arms: readonly StudyArm[];
  found: Friedman;
}

/** Mean ranks of three arms and more; arms under one bar cannot be told apart. */
export const chart: Chart = {
  name: 'critical-difference',
  section: 'sweep',
  place: 2,
  drawings: study => {
    const ranking = rankingOf(study);
    if (!ranking) return [];
    const { arms, found } = ranking;
    const order = orderOf(found);
    return [
      {
        title: `Ranks over all seeds: ${metricLabel(study.primary.name)}`,
        caption:
          `Mean rank of each arm over n = ${count(found.n, 'seed')} (repetitions averaged); 1 is best. ${found.method}: ` +
          `${probability(found.p)}; mean ranks further apart than ${found.criticalDifference.toFixed(2)} differ (5 % over all pairs). ` +
          `A bar joins arms that cannot be told apart.`,
        finding: `From best to worst: ${list(order.map(arm => `${arms[arm]!.label} (mean rank ${found.meanRanks[arm]!.toFixed(2)})`))}.`,
        legend: [],
        spec: size => spec(study, ranking, size),
      },
    ];
  },
};

const orderOf = ({ meanRanks }: Friedman): number[] =>
  meanRanks.map((_, arm) => arm).sort((a, b) => meanRanks[a]! - meanRanks[b]!);

/** Seeds on which every arm has a value; undefined for fewer than three arms or two such seeds. */
function rankingOf(study: Study): Ranking | undefined {
  const arms = study.arms.filter(arm => arm.trials.length > 0);
  if (arms.length < 3) return undefined;
  const bySeed = arms.map(arm => Map.groupBy(arm.trials, trial => trial.row.seed));
  const seeds = [...bySeed[0]!.keys()].sort((a, b) => a - b);
  const blocks = seeds.flatMap(seed => {
    const block = bySeed.map(seeds => {
      const values = (seeds.get(seed) ?? []).map(
        trial => trial.row.metrics[study.primary.name] ?? Number.NaN,
      );
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    });
    return block.every(Number.isFinite) ? [block] : [];
  });
  if (blocks.length < 2) return undefined;
  return { arms, found: friedman(blocks, { better: study.primary.better }) };
}

function spec(study: Study, { arms, found }: Ranking, size: Size): ReturnType<Drawing['spec']> {
  const order = orderOf(found);
  const places = new Map(order.map((arm, place) => [arm, place]));
  const groups = found.groups.filter(group => group.length > 1);
  const top = -(groups.length * 9 + 10);
  const bottom = arms.length * rowHeight;
  const values = arms.map((arm, index) => ({
    arm: arm.label,
    rank: found.meanRanks[index]!,
    y: places.get(index)! * rowHeight + 14,
    text: `${arm.label}  ${found.meanRanks[index]!.toFixed(2)}`,
    side: found.meanRanks[index]! > (arms.length + 1) / 2 ? 'left' : 'right',
  }));
  const bars = groups.map((group, index) => {
    const ranks = group.map(arm => found.meanRanks[arm]!);
    return { from: Math.min(...ranks) - 0.03, to: Math.max(...ranks) + 0.03, y: -(index * 9 + 8) };
  });
  const x = {
    type: 'quantitative' as const,
    scale: { domain: [1, arms.length], nice: false },
    axis: { title: 'mean rank (1 is best)', grid: true, tickMinStep: 1, tickCount: arms.length, format: 'd' },
  };
  const y = {
    type: 'quantitative' as const,
    scale: { domain: [bottom, top], nice: false, zero: false },
    axis: null,
  };
  const label = (side: 'left' | 'right') => ({
    transform: [{ filter: `datum.side === '${side}'` }],
    mark: {
      type: 'text' as const,
      align: side === 'right' ? ('left' as const) : ('right' as const),
      dx: side === 'right' ? 10 : -10,
    },
    encoding: { x: { ...x, field: 'rank' }, y: { ...y, field: 'y' }, text: { field: 'text' } },
  });
  return {
    width: size.width - 20,
    height: bottom - top,
    autosize: { type: 'fit-x', contains: 'padding' },
    layer: [
      {
        data: { name: 'bars', values: bars },
        mark: { type: 'rule', stroke: colour('ink'), strokeWidth: 4 },
        encoding: { x: { ...x, field: 'from' }, x2: { field: 'to' }, y: { ...y, field: 'y' } },
      },
      {
        data: { name: 'ranks', values },
        mark: { type: 'point', filled: true, size: 100, opacity: 1 },
        encoding: {
          x: { ...x, field: 'rank' },
          y: { ...y, field: 'y' },
          color: armColour(study.arms),
          shape: armShape(study.arms),
          tooltip: { field: 'text' },
        },
      },
      ...(['left', 'right'] as const).map(side => ({ ...label(side), data: { name: 'ranks' } })),
    ],
  };
}
