import type { TopLevelSpec } from 'vega-lite';
import type { ArmLook } from './arm-look.ts';
import type { Study } from './study.ts';

/** Wide is for screens from 700 px and for paper, narrow for phones. Pixels of the whole drawing. */
export interface Size {
  readonly name: 'wide' | 'narrow';
  readonly width: number;
}

/** One picture: what it shows in words, and how it is drawn. */
export interface Drawing {
  /** Told apart from the chart's other drawings; absent where there is one. */
  readonly key?: string;
  readonly title: string;
  /** How to read it: n, units, and what its band means. */
  readonly caption: string;
  /** What it shows, for those who do not see it. */
  readonly finding: string;
  /** The arms in its legend; none where marks are labelled. */
  readonly legend: readonly ArmLook[];
  /** Marks that are no arms, by name of a class in style.css. */
  readonly marks?: readonly { readonly mark: string; readonly means: string }[];
  /** Draws it; without `config`, which the theme adds. */
  spec(size: Size): TopLevelSpec;
  /** A picked trial takes the place of what is shown: with its whole block, or alone. `shown` is a block or a trial. */
  readonly follows?: { readonly kind: 'block' | 'trial'; readonly shown: string };
}

/**
 * A chart: a pure function of the study. `harness/report/charts/<name>.ts` exports one as `chart`; the page finds it by
 * being there. It gives no drawing where it has nothing to show.
 */
export interface Chart {
  readonly name: string;
  /** Where on the page it stands: the id of a section, or "verdict". */
  readonly section: string;
  /** Its place within the section. */
  readonly place: number;
  drawings(study: Study): readonly Drawing[];
}
