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

  it('leaves out the points that a line passes anyway, and keeps those where it turns or doubles back', () => {
    const line = (d: string): string => /d="([^"]*)"/.exec(slim(`<path d="${d}" stroke="red"/>`, 'a'))![1]!;
    assert.equal(line('M0,79L1.7,79L1.7,79L3.5,79L3.5,70L3.5,68L9,68'), 'M0,79H3.5V68H9');
    assert.equal(line('M0,0L5,0L2,0L2,4Z'), 'M0,0H5H2V4Z');
    assert.equal(line('M0,0L5.04,0.04L9,1M1,1L2,1L3,1'), 'M0,0H5L9,1M1,1H3');
    assert.equal(line('M2.6,0A2.6,2.6,0,1,1,-2.6,0'), 'M2.6,0A2.6,2.6,0,1,1,-2.6,0');
  });

  it('makes one path of neighbours that look alike, unless one would shine through the other', () => {
    const bars = '<path d="M0,0h1v2h-1Z" fill="red"/><path d="M2,0h1v2h-1Z" fill="red"/>';
    assert.equal(slim(bars, 'a'), '<path d="M0,0h1v2h-1ZM2,0h1v2h-1Z" fill="red"/>');
    for (const apart of [
      bars.replace('red', 'blue'),
      bars.replaceAll('fill=', 'fill-opacity="0.5" fill='),
      bars.replaceAll('fill=', 'opacity="0.5" fill='),
      bars.replaceAll('fill=', 'transform="translate(1,1)" fill='),
    ])
      assert.equal(slim(apart, 'a').match(/<path/g)?.length, 2, apart);
  });

  it('draws what is round as a circle, and no width of a line that there is not', () => {
    const symbol = 'd="M2.64,0A2.64,2.64,0,1,1,-2.64,0A2.64,2.64,0,1,1,2.64,0"';
    assert.equal(
      slim(`<path transform="translate(10,20.25)" ${symbol} fill="red" stroke-width="2"/>`, 'a'),
      '<circle cx="10" cy="20.3" r="2.6" fill="red"/>',
    );
    assert.equal(
      slim(`<path transform="translate(1,2)" ${symbol} stroke="red" stroke-width="2"/>`, 'a'),
      '<circle cx="1" cy="2" r="2.6" stroke="red" stroke-width="2"/>',
    );
  });

  it('leaves text alone: numbers in a label are not rounded', () => {
    assert.equal(slim('<text>1.2345</text>', 'a'), '<text>1.2345</text>');
  });
});
