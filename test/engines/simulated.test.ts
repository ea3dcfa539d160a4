import { simulated } from '../../harness/engines/simulated.ts';
import { engineContract } from '../contracts/engine.ts';

/* The contract of every engine, kept by the simulated one in virtual time. */
engineContract(simulated());
