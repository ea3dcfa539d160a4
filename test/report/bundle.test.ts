import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { runInNewContext } from 'node:vm';
import { clientScript, inlineJson, integrity, liveScript, vegaScript } from '../../harness/report/bundle.ts';

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

  it('has data that cannot end the script they stand in, whatever they hold', () => {
    const hostile = { text: '</script><script>alert(1)</script><!-- &\u2028\u2029' };
    const text = inlineJson(hostile);
    assert.doesNotMatch(text, /[<>&\u2028\u2029]/);
    assert.deepEqual(JSON.parse(text), hostile);
  });

  it('is named by its hash, as the policy wants it', () => {
    assert.equal(integrity('x'), `'sha256-${createHash('sha256').update('x').digest('base64')}'`);
  });
});
