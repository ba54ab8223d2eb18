import { asyncHooks } from '../async-hooks.ts';
import type { LabModule } from './lab-module.ts';

export const nodeAsyncHooks: LabModule = { names: ['node:async_hooks', 'async_hooks'], exports: asyncHooks };
