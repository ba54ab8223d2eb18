import type { PostgresHandle, PostgresOptions } from '../services/postgres/node.ts';

/**
 * Services that come with the libraries script, which most programs do without: each gives itself here
 * while the machine is made, for the module `lab` to find.
 */
interface LateServices {
	postgres?: (options?: PostgresOptions) => PostgresHandle;
}

const late: LateServices = {};

export function registerLateServices(services: LateServices): void {
	Object.assign(late, services);
}

export function addPostgres(options?: PostgresOptions): PostgresHandle {
	const { postgres } = late;
	if (!postgres)
		throw new Error(
			"lab.postgres() comes with the package pg: let a file of this program import it, as in import pg from 'pg'."
		);
	return postgres(options);
}
