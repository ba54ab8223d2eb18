import { util } from '../util.ts';
import type { LabModule } from './lab-module.ts';

export const nodeUtil: LabModule = { names: ['node:util', 'util'], exports: util };

export const nodeUtilTypes: LabModule = { names: ['node:util/types', 'util/types'], exports: util.types };
