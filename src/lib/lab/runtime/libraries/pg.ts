import { registerLocalService } from '../../kernel/current.ts';
import { LabUnsupportedError } from '../../kernel/network-error.ts';
import { registerLateServices } from '../../scenario/services.ts';
import { pg } from '../../services/postgres/client/pg.ts';
import { LabStream } from '../../services/postgres/client/stream.ts';
import { POSTGRES_PORT } from '../../services/postgres/instance.ts';
import { localPostgres, postgresService } from '../../services/postgres/node.ts';
import type { LabModule } from '../modules/lab-module.ts';

/**
 * Of a class with nothing of its own, as the package's client has become, programs could otherwise hide
 * what it inherits, for all clients at once.
 */
declare const __lockLater: (ours: { prototype: object }, isOpen: boolean) => void;
for (const ours of [pg.Client, pg.Pool, pg.Connection, LabStream]) __lockLater(ours, true);

registerLocalService({ port: POSTGRES_PORT, define: localPostgres });
registerLateServices({ postgres: postgresService });

const {
	Client,
	Pool,
	Connection,
	types,
	Query,
	DatabaseError,
	escapeIdentifier,
	escapeLiteral,
	Result,
	TypeOverrides,
	defaults
} = pg;

/** The package `pg` (node-postgres 8), whose clients reach the PostgreSQL of the lab. */
export const pgModule: LabModule = {
	names: ['pg'],
	exports: {
		Client,
		Pool,
		Connection,
		types,
		Query,
		DatabaseError,
		escapeIdentifier,
		escapeLiteral,
		Result,
		TypeOverrides,
		defaults
	},
	defaultExport: Object.defineProperty(pg, 'native', {
		get: () => {
			throw new LabUnsupportedError('pg.native', 'The client in JavaScript does the same.');
		}
	}),
	openClasses: [Client, Pool, Connection, Query, Result],
	statefulObjects: [defaults]
};
