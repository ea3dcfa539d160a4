import type { Drawing, Size } from './chart.ts';
import { armColour, armDash, extent } from './encoding.ts';
import { colour } from './palette.ts';
import type { Study, StudyArm } from './study.ts';
import { arrivalStrip, brushed, countAxis, faultRules, panelWidth, wholeTime } from './time-axis.ts';

export type Rows = Record<string, unknown>[];

/** What the panels draw: of the block shown, but for the bands, which are of all trials. */
export type AllocationData = {
  extent: Rows;
  arrivals: Rows;
  containers: Rows;
  backlog: Rows;
  faults: Rows;
  bands: Rows;
};

/** One panel of containers for each arm, between the arrivals above and the backlog below, on one time axis. */
export function allocationSpec(
  study: Study,
  arms: readonly StudyArm[],
  { size, data }: { size: Size; data: AllocationData },
): ReturnType<Drawing['spec']> {
  const width = panelWidth(size);
  const [, mostReady] = extent([1, ...data.bands.map(row => Number(row.high))]);
  const [, mostNeeded] = extent([1, ...data.containers.map(row => Number(row.needed))]);
  // A little room above, or half of the topmost line would be cut.
  const containers = { domain: [0, Math.max(mostReady, mostNeeded) * 1.04], nice: false };
  const step = 'step-after' as const;
  const panel = (arm: StudyArm) => {
    const x = brushed(false);
    const y = { type: 'quantitative' as const, scale: containers, axis: countAxis() };
    const only = { filter: `datum.arm === ${JSON.stringify(arm.label)}` };
    return {
      title: { text: `Containers, ${arm.label}`, fontWeight: 'normal' as const },
      width,
      height: 84,
      data: { name: 'containers' },
      transform: [
        only,
        { calculate: 'min(datum.ready, datum.needed)', as: 'both' },
        { calculate: 'max(datum.ready, datum.needed)', as: 'either' },
      ],
      layer: [
        {
          data: { name: 'bands' },
          transform: [only],
          // The stroke shows the band where least and most are the same.
          mark: {
            type: 'area' as const,
            fill: arm.colour,
            stroke: arm.colour,
            strokeWidth: 1,
            opacity: 0.16,
            interpolate: step,
            clip: true,
          },
          encoding: { x: { ...x, field: 't' }, y: { ...y, field: 'low' }, y2: { field: 'high' } },
        },
        {
          mark: { type: 'area' as const, fill: colour('over'), opacity: 0.45, interpolate: step, clip: true },
          encoding: { x: { ...x, field: 't' }, y: { ...y, field: 'both' }, y2: { field: 'ready' } },
        },
        {
          mark: { type: 'area' as const, fill: 'url(#hatch)', interpolate: step, clip: true },
          encoding: { x: { ...x, field: 't' }, y: { ...y, field: 'ready' }, y2: { field: 'either' } },
        },
        {
          mark: {
            type: 'line' as const,
            stroke: colour('ink'),
            strokeWidth: 1.2,
            strokeDash: [2, 2],
            interpolate: step,
            clip: true,
          },
          encoding: { x: { ...x, field: 't' }, y: { ...y, field: 'needed' } },
        },
        {
          mark: {
            type: 'line' as const,
            stroke: arm.colour,
            strokeWidth: 2.4,
            strokeDash: [...arm.dash],
            interpolate: step,
            clip: true,
          },
          encoding: { x: { ...x, field: 't' }, y: { ...y, field: 'ready' } },
        },
        {
          mark: { type: 'point' as const, opacity: 0, size: 90, clip: true },
          encoding: {
            x: { ...x, field: 't' },
            y: { ...y, field: 'ready' },
            tooltip: [
              { field: 't', title: 'from (s)' },
              { field: 'ready', title: 'containers ready' },
              { field: 'needed', title: 'needed' },
            ],
          },
        },
        faultRules(x, [only]),
        wholeTime(x),
      ],
    };
  };
  const x = brushed(true);
  const y = { type: 'quantitative' as const, axis: countAxis() };
  const backlog = {
    title: { text: 'Requests waiting for a container', fontWeight: 'normal' as const },
    width,
    height: 100,
    data: { name: 'backlog' },
    transform: [{ filter: { field: 'arm', oneOf: arms.map(arm => arm.label) } }],
    layer: [
      // More bands than three only hide one another.
      ...(arms.length > 3
        ? []
        : [
            {
              data: { name: 'bands' },
              mark: { type: 'area' as const, opacity: 0.13, interpolate: step, clip: true },
              encoding: {
                x: { ...x, field: 't' },
                y: { ...y, field: 'least' },
                y2: { field: 'most' },
                color: armColour(study.arms),
              },
            },
          ]),
      {
        mark: { type: 'line' as const, strokeWidth: 2, interpolate: step, clip: true },
        encoding: {
          x: { ...x, field: 't' },
          y: { ...y, field: 'queued' },
          color: armColour(study.arms),
          strokeDash: armDash(study.arms),
        },
      },
      faultRules(x),
      wholeTime(x),
    ],
  };
  return {
    datasets: { ...data },
    spacing: 12,
    vconcat: [arrivalStrip(size), ...arms.map(panel), backlog],
  };
}
