import { readdir } from 'node:fs/promises';
import type { Spec } from 'vega';
import type { Chart, Drawing } from './chart.ts';
import { draw } from './draw.ts';
import { type LegendEntry, legendOf } from './legend.ts';
import { plain } from './plain.ts';
import type { Study } from './study.ts';
import { type Html, html } from './template.ts';

/** A figure as its template wants it. */
export interface Figure {
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  readonly finding: string;
  readonly legend: readonly LegendEntry[];
  readonly wide: Html;
  readonly narrow: Html;
  /** "block", "trial", or empty; and which is shown. */
  readonly follows: string;
  readonly shown: string;
  /** Index of the study's workload. */
  readonly workload: number;
}

export interface DrawnFigures {
  readonly bySection: ReadonlyMap<string, readonly Figure[]>;
  /** From which a browser draws again, by figure. */
  readonly live: Readonly<Record<string, Spec>>;
}

/** Every chart of charts/, in the order of their places. A new file is found by being there. */
export async function charts(): Promise<Chart[]> {
  const folder = new URL('./charts/', import.meta.url);
  const names = (await readdir(folder)).filter(name => name.endsWith('.ts')).sort();
  const files: { chart: Chart }[] = await Promise.all(names.map(name => import(new URL(name, folder).href)));
  return files.map(file => file.chart).sort((a, b) => a.place - b.place || (a.name < b.name ? -1 : 1));
}

export interface Picture {
  readonly id: string;
  readonly section: string;
  readonly workload: number;
  readonly drawing: Drawing;
}

/** What there is to draw of a study, each with an id that is a file's name too. */
export const pictures = (all: readonly Chart[], studies: readonly Study[]): Picture[] =>
  all.flatMap(chart =>
    studies.flatMap((study, workload) =>
      chart.drawings(study).map(drawing => ({
        id: [chart.name, drawing.key, study.several ? `w${workload + 1}` : undefined]
          .filter(Boolean)
          .join('-'),
        section: chart.section,
        workload,
        drawing: study.several
          ? { ...drawing, title: `${plain(study.workload, { most: 40 })}: ${drawing.title}` }
          : drawing,
      })),
    ),
  );

export async function figures(studies: readonly Study[]): Promise<DrawnFigures> {
  const bySection = new Map<string, Figure[]>();
  const live: Record<string, Spec> = {};
  for (const { id, section, workload, drawing } of pictures(await charts(), studies)) {
    const drawn = await draw(drawing, id);
    live[id] = drawn.live;
    const figure: Figure = {
      id,
      title: drawing.title,
      caption: drawing.caption,
      finding: drawing.finding,
      legend: legendOf(drawing),
      wide: html(drawn.wide),
      narrow: html(drawn.narrow),
      follows: drawing.follows?.kind ?? '',
      shown: drawing.follows?.shown ?? '',
      workload,
    };
    bySection.set(section, [...(bySection.get(section) ?? []), figure]);
  }
  return { bySection, live };
}
