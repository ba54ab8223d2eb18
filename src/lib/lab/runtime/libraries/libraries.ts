import type { LabModule } from '../modules/lab-module.ts';
import { cockatielModule } from './cockatiel.ts';
import { fastCheckModule } from './fast-check.ts';
import { HONO_MODULES } from './hono.ts';
import { joseModule } from './jose.ts';
import { pgModule } from './pg.ts';
import { psqlModule } from './psql.ts';
import { RXJS_MODULES } from './rxjs.ts';
import { ZOD_MODULES } from './zod.ts';

/**
 * The entry of the second bundle: packages as their authors published them. It is evaluated after the
 * prelude and before the prelude seals itself, so that what it brings is locked like all else.
 */
declare const __addModules: (modules: readonly LabModule[]) => void;

__addModules([
	...HONO_MODULES,
	joseModule,
	...RXJS_MODULES,
	...ZOD_MODULES,
	fastCheckModule,
	cockatielModule,
	pgModule,
	psqlModule
]);
