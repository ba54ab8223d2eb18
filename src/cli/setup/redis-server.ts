import { spawnSync } from 'node:child_process';
import { findOrInstall } from './system-program.ts';

/** The real Redis the lab's own is compared with: `REDIS_SERVER_PATH`, or `redis-server` on the path. */
export function findOrInstallRedisServer(): string {
	return findOrInstall({
		find: findRedisServer,
		packageName: 'redis-server',
		purpose: "Installing Redis for the lab's comparison",
		advice:
			"The lab's tests need a real Redis 7.0. On Debian or Ubuntu: sudo apt-get install redis-server. " +
			'Elsewhere install Redis and set REDIS_SERVER_PATH to its program.'
	});
}

function findRedisServer(): string | null {
	const program = process.env['REDIS_SERVER_PATH'] ?? 'redis-server';
	return spawnSync(program, ['--version']).status === 0 ? program : null;
}
