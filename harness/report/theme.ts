import type { Config } from 'vega-lite';
import type { Size } from './chart.ts';
import { colour } from './palette.ts';

export const sizes: Readonly<Record<Size['name'], Size>> = {
  wide: { name: 'wide', width: 912 },
  narrow: { name: 'narrow', width: 340 },
};

export const font = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif";

/**
 * One look for all charts. Colours are names of CSS properties, so one drawing serves light and dark. Marks carry no
 * ARIA attributes, which would double the drawing's size: the figure around it is described instead.
 */
export const theme = ({ size, legend }: { size: Size['name']; legend: boolean }): Config => {
  // Wide drawings are shrunk on small screens.
  const fontSize = size === 'wide' ? 13 : 12;
  return {
    aria: false,
    background: 'transparent',
    font,
    padding: 2,
    view: { stroke: null },
    axis: {
      domainColor: colour('rule'),
      gridColor: colour('grid'),
      tickColor: colour('rule'),
      labelColor: colour('ink-2'),
      titleColor: colour('ink-2'),
      labelFontSize: fontSize,
      titleFontSize: fontSize,
      titleFontWeight: 'normal',
      tickSize: 4,
      labelPadding: 4,
      titlePadding: 8,
      labelOverlap: true,
      labelFlush: true,
    },
    axisY: { domain: false, ticks: false, labelFlush: false },
    axisX: { grid: false },
    title: {
      anchor: 'start',
      color: colour('ink'),
      fontSize,
      fontWeight: 'bold',
      offset: 8,
      subtitleColor: colour('ink-2'),
      subtitleFontSize: fontSize,
    },
    text: { fontSize, fill: colour('ink') },
    legend: legend
      ? {
          orient: 'top',
          direction: 'horizontal',
          columns: 3,
          title: null,
          labelFontSize: fontSize,
          labelLimit: 240,
          labelColor: colour('ink'),
          symbolStrokeWidth: 2,
          symbolOpacity: 1,
        }
      : { disable: true },
  };
};
