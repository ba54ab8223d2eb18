/** What the build made of PGlite (build/build-postgres.ts), fetched with the first program that needs it. */
export interface PostgresParts {
	/** With its fuel. */
	wasm: WebAssembly.Module;
	/** What PostgreSQL finds under its prefix: time zones, text search, the scripts of extensions. */
	share: Blob;
	/** The data directory, as a tar: what initdb made, smaller, with the extensions created. */
	cluster: Blob;
	/** Libraries and scripts of extensions: in hex, by their path under the prefix. */
	extensions: Readonly<Record<string, string>>;
}

/** As they are stored and served; `postgres-extensions` is JSON. */
export const POSTGRES_FILES = {
	wasm: 'postgres-wasm.bin',
	share: 'postgres-share.bin',
	cluster: 'postgres-cluster.bin',
	extensions: 'postgres-extensions.bin'
} as const;

export const POSTGRES_FILE_NAMES = ['wasm', 'share', 'cluster', 'extensions'] as const;
export type PostgresFile = (typeof POSTGRES_FILE_NAMES)[number];

/** All at once, however they are fetched. */
export async function postgresParts(
	read: (file: PostgresFile) => Promise<Uint8Array<ArrayBuffer>>
): Promise<PostgresParts> {
	const [wasm, share, cluster, extensions] = await Promise.all([
		read('wasm').then((bytes) => WebAssembly.compile(bytes)),
		read('share'),
		read('cluster'),
		read('extensions')
	]);
	return {
		wasm,
		share: new Blob([share]),
		cluster: new Blob([cluster]),
		extensions: JSON.parse(new TextDecoder().decode(extensions))
	};
}

/** Those of which a reader of pages and plans has use. `pg_stat_statements` counts from the server's start. */
export const POSTGRES_EXTENSIONS = [
	'pageinspect',
	'pg_buffercache',
	'pg_freespacemap',
	'pg_stat_statements',
	'pg_trgm',
	'pg_visibility'
] as const;

/**
 * Few shared buffers, so that what is read from disk can be told from what is not, and so that a copy
 * of the memory is small; there is one session, and what needs a second process is off.
 */
export const POSTGRES_SETTINGS: Readonly<Record<string, string>> = {
	shared_buffers: '8MB',
	max_connections: '10',
	wal_buffers: '256kB',
	max_prepared_transactions: '8',
	autovacuum: 'off',
	jit: 'off',
	shared_preload_libraries: 'pg_stat_statements',
	track_io_timing: 'off',
	log_min_messages: 'panic'
};
