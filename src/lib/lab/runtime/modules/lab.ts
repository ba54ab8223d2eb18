import { lab, work } from '../../scenario/lab.ts';
import { peer } from '../../scenario/peer.ts';
import type { LabModule } from './lab-module.ts';

export const labModule: LabModule = { names: ['lab'], exports: { lab, work, peer }, hasNoDefault: true };
