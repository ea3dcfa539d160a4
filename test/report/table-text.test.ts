import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { studiesOf } from '../../harness/report/study.ts';
import { csvOf, markdownOf } from '../../harness/report/table-text.ts';
import { html } from '../../harness/report/template.ts';
import { fixed, francis } from './fixture/trial.ts';
import { temporaryStudy } from './temporary-study.ts';

describe('the table as text', () => {
  it('has in CSV every number in full, of every arm and metric, with its pairs', async () => {
    using temporary = await temporaryStudy({ seeds: 3 });
    const [study] = studiesOf(temporary.results);
    const lines = csvOf(study!, study!.metrics).trim().split('\n');
    const line = lines.find(one => one.includes('francis-dockerawm from 2,wait.mean'))!.split(',');
    const { metrics, against } = study!.summary.arms[1]!;
    assert.equal(line[4], String(metrics['wait.mean']!.point));
    assert.equal(line[9], String(against!['wait.mean']!.ratio.point));
    assert.equal(line.length, 12);
  });

  it('quotes what a spreadsheet would take apart', async () => {
    using temporary = await temporaryStudy({
      arms: [fixed(5), { ...francis(2), label: 'a, "b"\nc' }],
      seeds: 2,
    });
    const [study] = studiesOf(temporary.results);
    assert.match(csvOf(study!, study!.metrics.slice(0, 1)), /"a, ""b""\s*c"/);
  });

  it('is Markdown that a bar or a line break in a name does not break', () => {
    const head = (text: string) => ({ text, swatch: html(''), note: '' });
    const cell = { text: '1', range: '[0, 2]', ratio: '', best: true, sort: '1' };
    const text = markdownOf({
      corner: 'metric',
      heads: [head('a | b')],
      rows: [{ head: head('x\ny'), cells: [cell] }],
    });
    const lines = text.trim().split('\n');
    assert.equal(lines.length, 3);
    for (const line of lines) assert.equal(line.replaceAll('\\|', '').split('|').length, 4, line);
  });
});
