import { docker } from '../../harness/engines/docker.ts';
import { engineContract } from '../contracts/engine.ts';
import { leftovers, skip } from './engine-here.ts';

/* The contract of every engine, kept by containers on a real Docker engine. */
engineContract(docker(), { skip, remaining: async () => (await leftovers()).length });
