import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { runInNewContext } from 'node:vm';
import { clientScript, integrity, liveScript, packed, vegaScript } from '../../harness/report/bundle.ts';

describe('what a page carries with it', () => {
  it('is one script that a browser can read: no import or export is left', () => {
    for (const script of [clientScript(), liveScript()]) {
      assert.doesNotMatch(script, /^(import|export) /m);
      assert.doesNotThrow(() => new Function(script));
    }
  });

  it('is Vega as it comes, with an interpreter, so that expressions need no eval', () => {
    const context: Record<string, unknown> & { vega?: Record<string, unknown> } = {
      setTimeout,
      setInterval,
    };
    context.self = context;
    runInNewContext(vegaScript(), context);
    assert.equal(typeof context.vega?.expressionInterpreter, 'object');
    assert.equal(typeof context.vega?.View, 'function');
  });

  it('has data that cannot end the script they stand in, whatever they hold', async () => {
    const hostile = '</script><script>alert(1)</script><!-- &\u2028\u2029 \u202e';
    const text = packed(hostile);
    assert.match(text, /^[A-Za-z0-9+/=]+$/);
    const stream = new Blob([Buffer.from(text, 'base64')])
      .stream()
      .pipeThrough(new DecompressionStream('deflate'));
    assert.equal(await new Response(stream).text(), hostile);
  });

  it('is packed to less than a fifth where it is data', () => {
    const rows = Array.from({ length: 500 }, (_, t) => ({ t, ready: t % 7, needed: t % 5, arm: 'francis' }));
    const text = JSON.stringify(rows);
    assert.ok(packed(text).length < text.length / 5, `${packed(text).length} of ${text.length}`);
  });

  it('is named by its hash, as the policy wants it', () => {
    assert.equal(integrity('x'), `'sha256-${createHash('sha256').update('x').digest('base64')}'`);
  });
});
