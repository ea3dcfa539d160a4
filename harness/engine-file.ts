import { readdirSync } from 'node:fs';
import type { Engine } from './engine.ts';
import { nearest } from './validation.ts';

const folder = new URL('./engines/', import.meta.url);

/** The engines there are, by name. */
export const engineNames = (): string[] =>
  readdirSync(folder)
    .filter(file => file.endsWith('.ts'))
    .map(file => file.slice(0, -3));

/** The engine that `harness/engines/<name>.ts` exports. */
export async function loadEngine(name: string): Promise<Engine> {
  const names = engineNames();
  if (!names.includes(name)) {
    throw new Error(
      `Engine "${name}": expected one of ${names.join(', ')}, found no such file in harness/engines/${nearest(name, names)}`,
    );
  }
  const { engine }: { engine: () => Engine | Promise<Engine> } = await import(
    new URL(`${name}.ts`, folder).href
  );
  return engine();
}
