import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plain, shortened } from '../../harness/report/plain.ts';
import { textWidth, wrapped } from '../../harness/report/text-width.ts';

describe('text of others in a drawing', () => {
  it('becomes one line without characters that turn what follows', () => {
    assert.equal(plain('a\n\tb   c'), 'a b c');
    assert.equal(plain('\u202eevil\u202c\u2067x\u0000'), '·evil··x·');
  });

  it('is cut between characters, never within one', () => {
    assert.equal(shortened('👩‍🚀'.repeat(20), 5).endsWith('…'), true);
    assert.equal([...shortened('🙂'.repeat(300), 10)].length, 10);
    assert.doesNotMatch(shortened('🙂'.repeat(300), 10), /[\ud800-\udbff](?![\udc00-\udfff])/);
    assert.equal(shortened('short', 5), 'short');
  });
});

describe('the width of text', () => {
  it('adds up the advances of DejaVu Sans', () => {
    // i 278, l 278, W 989 thousandths of an em.
    assert.equal(textWidth('ilW', { size: 1000 }), 278 + 278 + 989);
    assert.ok(textWidth('wide', { bold: true }) > textWidth('wide'));
  });

  it('breaks lines between words, within a word only where it must, and loses nothing', () => {
    assert.deepEqual(wrapped('francis-dockerawm from 2', 130, { size: 12, bold: true }).length, 2);
    for (const text of ['x'.repeat(60), 'a bc def', '']) {
      const lines = wrapped(text, 50);
      assert.equal(lines.join('').replaceAll(' ', ''), text.replaceAll(' ', ''));
      for (const line of lines) assert.ok(textWidth(line) <= 50, line);
    }
  });
});
