import * as zod from 'zod';
import * as mini from 'zod/mini';
import * as core from 'zod/v4/core';
import { packageModule } from './package-module.ts';

/**
 * A post-processor would see each schema of the checks before they use it. While the place is empty and
 * locked, `z.config` refuses to set one.
 */
Object.assign(core.globalConfig, { postProcessor: undefined });

export const ZOD_MODULES = [
	packageModule(['zod', 'zod/v4'], zod),
	packageModule(['zod/mini', 'zod/v4-mini', 'zod/v4/mini'], mini),
	packageModule(['zod/v4/core'], core)
];
