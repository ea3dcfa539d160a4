import type { Estimate } from '../stats/estimate.ts';

/** Shown where a trace does not say; never 0. */
export const notAvailable = '–';

/** A number with three significant digits, thousands grouped, a real minus sign; no exponents up to a billion. */
export function number(value: number | null | undefined, { digits = 3 } = {}): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return notAvailable;
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e9 || size < 1e-4) return minus(value.toExponential(1));
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
  const text = size.toFixed(Math.min(decimals, 6));
  const [whole, rest] = text.split('.');
  const grouped = whole!.length > 4 ? whole!.replace(/\B(?=(\d{3})+$)/g, '\u202f') : whole!;
  return `${value < 0 ? '−' : ''}${grouped}${rest ? `.${rest}` : ''}`;
}

const minus = (text: string): string => text.replace('-', '−');

/** A ratio: two decimals below 10, so that 0.76 and 1.02 stand under one another. */
export const ratio = (value: number | null | undefined): string =>
  value !== null && value !== undefined && Number.isFinite(value) && value >= 0.1 && value < 10
    ? value.toFixed(2)
    : number(value);

/** "0.76 [0.70, 0.83]"; without brackets where there is no interval. */
export function interval(estimate: Estimate, say: (value: number) => string = number): string {
  return hasInterval(estimate) ? `${say(estimate.point)} ${brackets(estimate, say)}` : say(estimate.point);
}

export const brackets = (estimate: Estimate, say: (value: number) => string = number): string =>
  hasInterval(estimate) ? `[${say(estimate.low)}, ${say(estimate.high)}]` : '';

/** One value has no interval, and a file cannot hold an infinite one. */
export const hasInterval = (estimate: Estimate): boolean =>
  estimate.n > 1 &&
  estimate.confidence > 0 &&
  Number.isFinite(estimate.low) &&
  Number.isFinite(estimate.high);

/** 0.76 is "24 % less", 1.58 "58 % more", 1 "the same". */
export function change(value: number, { less = 'less', more = 'more' } = {}): string {
  if (!Number.isFinite(value)) return notAvailable;
  const percent = Math.abs(value - 1) * 100;
  if (percent < 0.05) return 'the same';
  if (value >= 3) return `${number(value, { digits: 2 })} times as much`;
  return `${number(percent, { digits: 2 })} % ${value < 1 ? less : more}`;
}

/** A figure that was declared, not measured: without zeros that would claim precision. */
export const exact = (value: number): string =>
  Number.isFinite(value) ? String(Number(value.toPrecision(6))) : notAvailable;

/** A share as a percentage, without needless zeros: "5 %", "95 %", "2.5 %". */
export const percent = (share: number): string =>
  Number.isFinite(share) ? `${Number((share * 100).toPrecision(2))} %` : notAvailable;

/** p values as journals print them. */
export const probability = (p: number): string =>
  !Number.isFinite(p) ? notAvailable : p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`;

/** "2 h 05 min", "4 min 10 s", "12.3 s", "3.4 ms"; from milliseconds. */
export function duration(ms: number): string {
  if (!Number.isFinite(ms)) return notAvailable;
  if (ms < 1000) return `${number(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${number(seconds)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/** "1 seed", "10 seeds". */
export const count = (n: number, one: string, many = `${one}s`): string =>
  `${whole(n)} ${n === 1 ? one : many}`;

/** A count, thousands grouped. */
export const whole = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, n > 9999 ? '\u202f' : '');

/** "a, b and c". */
export const list = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

/** For the beginning of a title. */
export const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

/** Keeps "from 2" together, so that a heading does not break before the number. */
export const unbroken = (label: string): string => label.replace(/ (\S{1,3})$/, '\u00a0$1');
