import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
];

/**
 * The browser the journeys run in: `CHROMIUM_PATH`, or one in its usual place. On Debian, where one
 * may, it is installed; elsewhere a sentence says what to do.
 */
export function findOrInstallChromium(): string {
	const found = findChromium();
	if (found) return found;

	if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
		console.log('Installing Chromium for the browser journeys (apt-get install chromium).');
		const quiet = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
		spawnSync('apt-get', ['update', '-qq'], quiet);
		spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], quiet);
	}
	const installed = findChromium();
	if (installed) return installed;
	console.error(
		'The browser journeys need Chromium. On Debian or Ubuntu: sudo apt-get install chromium. ' +
			'Elsewhere install Chrome or Chromium and set CHROMIUM_PATH to its program.'
	);
	process.exit(1);
}

function findChromium(): string | null {
	const named = process.env['CHROMIUM_PATH'];
	return [named, ...PLACES].find((place) => place !== undefined && existsSync(place)) ?? null;
}
