import { docker } from '../../harness/engines/docker.ts';
import { engineContract } from '../contracts/engine.ts';
import { answering, leftOver } from './answering.ts';

/* The contract of every engine, kept by containers on a real Docker engine. */
engineContract(docker(), { skip: await answering(), remaining: leftOver });
