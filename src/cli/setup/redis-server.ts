import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * The real Redis the lab's own is compared with: `REDIS_SERVER_PATH`, or `redis-server` on the path. On
 * Debian, where one may, it is installed; elsewhere a sentence says what to do.
 */
export function findOrInstallRedisServer(): string {
	const found = findRedisServer();
	if (found) return found;

	if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
		console.log("Installing Redis for the lab's comparison (apt-get install redis-server).");
		const quiet = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
		spawnSync('apt-get', ['update', '-qq'], quiet);
		spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'redis-server'], quiet);
	}
	const installed = findRedisServer();
	if (installed) return installed;
	console.error(
		"The lab's tests need a real Redis 7.0. On Debian or Ubuntu: sudo apt-get install redis-server. " +
			'Elsewhere install Redis and set REDIS_SERVER_PATH to its program.'
	);
	process.exit(1);
}

function findRedisServer(): string | null {
	const program = process.env['REDIS_SERVER_PATH'] ?? 'redis-server';
	return spawnSync(program, ['--version']).status === 0 ? program : null;
}
