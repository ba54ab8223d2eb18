import path from 'node:path';
import type { Plugin } from 'rolldown';

const LAB = path.resolve(import.meta.dirname, '../../lab');
const OF_PG = /node_modules\/(?:pg|pg-pool|pg-types|pg-connection-string)\//;
const VIRTUAL = '\0pg-in-the-lab:';

/**
 * What node-postgres asks for and has another one of here, as text of a module. Its socket and protocol are
 * a connection of the lab; as no server there asks for a password, nothing of that is brought.
 */
const REPLACED: Readonly<Record<string, string>> = {
	'./connection': `module.exports = require(${file('services/postgres/client/connection.ts')}).Connection;`,
	'pg-types': `module.exports = require(${file('services/postgres/client/types.ts')}).types;`,
	events: `module.exports = require(${file('runtime/emitter.ts')});`,
	util: `module.exports = require(${file('runtime/util.ts')}).util;`,
	'util/types': `module.exports = require(${file('runtime/util.ts')}).util.types;`,
	'./crypto/sasl': `module.exports = { DEFAULT_MAX_SCRAM_ITERATIONS: 100_000 };`,
	'./crypto/utils': 'module.exports = {};',
	pgpass: 'module.exports = {};',
	dns: 'module.exports = {};',
	fs: 'module.exports = {};',
	pg: 'module.exports = {};'
};

function file(name: string): string {
	return JSON.stringify(path.join(LAB, name));
}

export function pgInTheLab(): Plugin {
	return {
		name: 'pg-in-the-lab',
		resolveId: (source, importer) =>
			importer !== undefined && OF_PG.test(importer) && Object.hasOwn(REPLACED, source)
				? `${VIRTUAL}${source}.cjs`
				: null,
		load(id) {
			if (!id.startsWith(VIRTUAL)) return null;
			return REPLACED[id.slice(VIRTUAL.length, -'.cjs'.length)] ?? null;
		}
	};
}
