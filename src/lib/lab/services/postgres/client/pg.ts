import defaults from 'pg/lib/defaults.js';
import Query from 'pg/lib/query.js';
import Result from 'pg/lib/result.js';
import TypeOverrides from 'pg/lib/type-overrides.js';
import utils from 'pg/lib/utils.js';
import { DatabaseError } from 'pg-protocol/dist/messages.js';
import { Client, Pool } from './client.ts';
import { Connection } from './connection.ts';
import { types } from './types.ts';

/** The package takes the name of whoever runs the program; here nobody has logged in. */
Object.assign(defaults, { user: 'postgres' });

/** What `import pg from 'pg'` gives (pg, `lib/index.js`). */
export const pg = {
	defaults,
	Client,
	Query,
	Pool,
	_pools: [],
	Connection,
	types,
	DatabaseError,
	TypeOverrides,
	escapeIdentifier: utils.escapeIdentifier,
	escapeLiteral: utils.escapeLiteral,
	Result,
	utils
};
