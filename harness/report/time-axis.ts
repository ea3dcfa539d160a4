import type { Size } from './chart.ts';
import { list } from './format.ts';
import { colour } from './palette.ts';

/** Width in pixels of the y axes of panels that stand above one another. */
export const gutter = 34;

export const panelWidth = (size: Size): number => size.width - gutter - 16;

/** Panels show the part of the time that is brushed in the strip above them; all of it when none is. */
export const brushed = (labels: boolean) => ({
  type: 'quantitative' as const,
  scale: { domain: { param: 'brush', encoding: 'x' as const }, nice: false },
  axis: {
    title: labels ? 'paper seconds since the load began' : null,
    labels,
    ticks: labels,
    grid: true,
    tickCount: 8,
    format: '~f',
  },
});

export const countAxis = (title: string | null = null) => ({
  title,
  minExtent: gutter,
  maxExtent: gutter,
  tickCount: 4,
  tickMinStep: 1,
  format: '~s',
});

/** Nothing to see: the beginning and the end of time, in every panel, so that all panels show the same. */
export const wholeTime = (x: object) => ({
  data: { name: 'extent' },
  mark: { type: 'point' as const, opacity: 0 },
  encoding: { x: { ...x, field: 't', type: 'quantitative' as const } },
});

export const extentRows = (end: number): { t: number }[] => [{ t: 0 }, { t: end }];

/** Requests that arrived, with the brush that chooses the time shown below. */
export const arrivalStrip = (size: Size) => {
  const x = {
    type: 'quantitative' as const,
    scale: { nice: false },
    axis: { title: null, labels: false, ticks: false },
  };
  return {
    title: { text: 'Requests that arrived', fontWeight: 'normal' as const },
    width: panelWidth(size),
    height: 44,
    layer: [
      wholeTime(x),
      {
        data: { name: 'arrivals' },
        params: [
          {
            name: 'brush',
            select: {
              type: 'interval' as const,
              encodings: ['x' as const],
              mark: { fill: colour('link'), fillOpacity: 0.15, stroke: colour('link') },
            },
          },
        ],
        mark: { type: 'rect' as const, fill: colour('ink-3'), stroke: colour('page'), strokeWidth: 1 },
        encoding: {
          x: { ...x, field: 't' },
          x2: { field: 't2' },
          y: {
            field: 'requests',
            type: 'quantitative' as const,
            axis: { ...countAxis(), tickCount: 2 },
          },
          y2: { datum: 0 },
          tooltip: [
            { field: 't', title: 'from (s)' },
            { field: 't2', title: 'to (s)' },
            { field: 'requests', title: 'requests' },
          ],
        },
      },
    ],
  };
};

/** The entry of a legend for the faults that a trial met; none where it met none. */
export const faultMarks = (faults: readonly { readonly kind?: unknown }[]) =>
  faults.length === 0
    ? []
    : [
        {
          mark: 'fault',
          means: `caused on purpose: ${list([...new Set(faults.map(({ kind }) => String(kind)))])}`,
        },
      ];

/** Faults that trials met, as lines through a panel: all of them, or those that `only` lets through. */
export const faultRules = (
  x: ReturnType<typeof brushed>,
  only: readonly { readonly filter: string }[] = [],
) => ({
  data: { name: 'faults' },
  ...(only.length > 0 ? { transform: [...only] } : {}),
  mark: { type: 'rule' as const, stroke: colour('bad'), strokeDash: [4, 2], clip: true },
  encoding: { x: { ...x, field: 't' }, tooltip: { field: 'kind' } },
});
