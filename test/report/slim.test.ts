import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { slim } from '../../harness/report/slim.ts';

describe('a drawing without what nobody sees', () => {
  it('loses roles and labels of single marks, and keeps what is drawn', () => {
    const drawn = slim(
      '<svg><g class="mark" role="graphics-object" aria-label="x"><path d="M1.2345,0" fill="red"/></g></svg>',
      'a',
    );
    assert.equal(drawn, '<svg><g><path d="M1.2,0" fill="red"/></g></svg>');
  });

  it('gives ids of its own, since many drawings share a page, and keeps those of the page’s patterns', () => {
    const drawn = slim(
      '<clipPath id="clip7"></clipPath><g clip-path="url(#clip7)" fill="url(#hatch)"/>',
      'pareto-w',
    );
    assert.equal(
      drawn,
      '<clipPath id="pareto-w-0"></clipPath><g clip-path="url(#pareto-w-0)" fill="url(#hatch)"/>',
    );
  });

  it('leaves out marks that cannot be seen and groups that are empty', () => {
    assert.equal(slim('<g><path d="M0" opacity="0"/></g><text x="1" opacity="0">over</text>', 'a'), '');
    assert.match(slim('<path d="M0" opacity="0.5"/>', 'a'), /0\.5/);
  });

  it('leaves text alone: numbers in a label are not rounded', () => {
    assert.equal(slim('<text>1.2345</text>', 'a'), '<text>1.2345</text>');
  });
});
