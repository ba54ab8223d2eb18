import { psql } from '../../services/postgres/psql/session.ts';
import type { LabModule } from '../modules/lab-module.ts';

/** For files of SQL, which are compiled to calls of it (sandbox/sql-module.ts). */
export const psqlModule: LabModule = { names: ['hotpath:psql'], exports: psql };
