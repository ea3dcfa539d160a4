import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findSubject, slug } from '../../harness/conformance/find.ts';

test('a subject is found by the slug of the controller', async () => {
  assert.equal(slug('nomad (policy level)'), 'nomad-policy-level');
  assert.equal(slug('Kubernetes HPA v2'), 'kubernetes-hpa-v2');
  assert.equal(slug('nomad-pass-through, nomad-fixed-value'), 'nomad-pass-through-nomad-fixed-value');
  assert.ok(await findSubject('k8s-hpa'));
  await assert.rejects(
    findSubject('crystal ball'),
    /^Error: Nobody .* "crystal ball" .*known are .*\bk8s-hpa\b/,
  );
  await assert.rejects(findSubject('run'), /^Error: Nobody here answers the vectors of "run"/);
});
