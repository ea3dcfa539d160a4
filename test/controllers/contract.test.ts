import assert from 'node:assert/strict';
import test from 'node:test';
import type { ControllerFactory } from '../../harness/controller.ts';
import { controllerCatalogue } from '../../harness/controller-catalogue.ts';
import { keepsTheContract } from '../contracts/controller.ts';

for (const { name, controller } of await controllerCatalogue()) {
  if (!controller) continue;
  test(`${name} keeps the contract on 10,000 random observations`, () => {
    const shown = keepsTheContract(controller);
    assert.ok(shown >= 10_000, `only ${shown}`);
  });
}

const answers = (
  create: () => (seen: { at: number; queued: number }) => { containers: number; reason: string },
): (() => ControllerFactory) => {
  return () => ({ name: 'odd', create: () => ({ decide: create() }) });
};
const few = { trials: 20, longest: 20 };
/** fast-check's own message tells the observations; what went wrong is its cause. */
const breaks = (controller: () => ControllerFactory, message: RegExp): void =>
  assert.throws(
    () => keepsTheContract(controller, few),
    (error: Error) => {
      assert.match(String(error.cause), message);
      return true;
    },
  );

test('the contract can be broken: half a container, a reason without words, NaN in the reason', () => {
  const sound = answers(() => ({ queued }) => ({ containers: queued, reason: 'as many as wait' }));
  keepsTheContract(sound, few);
  const broken: [ReturnType<typeof answers>, RegExp][] = [
    [
      answers(() => ({ queued }) => ({ containers: queued / 2, reason: 'half' })),
      /expected a decision/,
    ],
    [answers(() => () => ({ containers: 1, reason: ' ' })), /the reason is/],
    [
      answers(() => ({ at }) => ({ containers: 1, reason: `${at} / 0 is ${0 / 0}` })),
      /the reason is .*NaN/,
    ],
  ];
  for (const [controller, message] of broken) breaks(controller, message);
});

test('the contract can be broken: state kept between trials, or an observation written into', () => {
  let shared = 0;
  const sharing = answers(() => () => ({ containers: ++shared % 7, reason: 'whose turn it is' }));
  breaks(sharing, /first \d/);
  const writing = answers(() => seen => {
    seen.queued = 0;
    return { containers: 1, reason: 'took what waited' };
  });
  breaks(writing, /read only/);
});
