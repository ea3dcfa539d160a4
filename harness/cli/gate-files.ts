import type { GateCheck } from '../gate.ts';

/** What a gate says, for people and for machines. */
export interface Gated {
  readonly study: string;
  readonly baseline: string;
  readonly checks: readonly GateCheck[];
  /** Why the studies may not be compared, in words; then there are no checks. */
  readonly refused: readonly string[];
}

// XML 1.0 allows no control characters but tab and line breaks, not even escaped.
const text = (words: string): string =>
  words
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is they that are taken out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** JUnit's XML as CI systems read it (the schema of Ant's junitreport): a test case for each check. */
export function junit({ study, baseline, checks, refused }: Gated): string {
  const cases = checks.map(({ workload, arm, metric, ok, sentence }) => {
    const name = `<testcase classname="${text(`${workload}.${arm}`)}" name="${text(metric)}"`;
    return ok
      ? `    ${name}><system-out>${text(sentence)}</system-out></testcase>`
      : `    ${name}><failure message="${text(sentence)}" type="regression"></failure></testcase>`;
  });
  const errors = refused.map(
    why =>
      `    <testcase classname="comparability" name="${text(baseline)}"><error message="${text(why)}" type="not comparable"></error></testcase>`,
  );
  const failures = checks.filter(({ ok }) => !ok).length;
  const counts = `tests="${cases.length + errors.length}" failures="${failures}" errors="${errors.length}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="gate" ${counts}>`,
    `  <testsuite name="${text(study)}" ${counts} skipped="0">`,
    ...cases,
    ...errors,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

const cell = (words: string): string => words.replaceAll('|', '\\|').replace(/\s+/g, ' ');

/** A table for the summary of a CI job. */
export function markdown({ study, baseline, checks, refused }: Gated): string {
  const head = `### Gate: ${cell(study)} against ${cell(baseline)}`;
  if (refused.length > 0)
    return [
      head,
      '',
      '**Not compared**: more than the code differs.',
      '',
      ...refused.map(why => `- ${cell(why)}`),
      '',
    ].join('\n');
  const failed = checks.filter(({ ok }) => !ok).length;
  const rows = checks.map(
    ({ workload, arm, metric, limit, ok, ratio }) =>
      `| ${ok ? 'passed' : '**failed**'} | ${cell(workload)} | ${cell(arm)} | ${cell(metric)} | ${ratio ? number(ratio.point) : '–'} | ${ratio && ratio.n > 1 ? `${number(ratio.low)} to ${number(ratio.high)}` : '–'} | ${limit >= 0 ? '+' : ''}${number(100 * limit)} % | ${ratio?.n ?? '–'} |`,
  );
  return [
    head,
    '',
    failed === 0 ? 'No regression.' : `**${failed} of ${checks.length} checks failed.**`,
    '',
    '| | workload | arm | metric | times the baseline | 95 % interval | allowed | seeds |',
    '|---|---|---|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

const number = (value: number): string => String(Number(value.toPrecision(4)));
