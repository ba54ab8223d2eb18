import { perfHooks } from '../perf-hooks.ts';
import type { LabModule } from './lab-module.ts';

export const nodePerfHooks: LabModule = { names: ['node:perf_hooks', 'perf_hooks'], exports: perfHooks };
