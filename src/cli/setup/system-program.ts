import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

export interface SystemProgram {
	/** Null when it is not here. */
	find: () => string | null;
	/** The package of Debian that has it. */
	packageName: string;
	/** Said while it is installed: `Installing Chromium for the browser journeys`. */
	purpose: string;
	/** What to do where it cannot be installed. */
	advice: string;
}

/**
 * A program the tests need from the system: found, or on Debian, where one may, installed; elsewhere a
 * sentence says what to do, and the process ends.
 */
export function findOrInstall({ find, packageName, purpose, advice }: SystemProgram): string {
	const found = find();
	if (found) return found;

	if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
		console.log(`${purpose} (apt-get install ${packageName}).`);
		const quiet = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
		spawnSync('apt-get', ['update', '-qq'], quiet);
		spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', packageName], quiet);
	}
	const installed = find();
	if (installed) return installed;
	console.error(advice);
	process.exit(1);
}
