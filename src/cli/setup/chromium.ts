import { existsSync } from 'node:fs';
import { findOrInstall } from './system-program.ts';

const PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
];

/** The browser the journeys run in: `CHROMIUM_PATH`, or one in its usual place. */
export function findOrInstallChromium(): string {
	return findOrInstall({
		find: findChromium,
		packageName: 'chromium',
		purpose: 'Installing Chromium for the browser journeys',
		advice:
			'The browser journeys need Chromium. On Debian or Ubuntu: sudo apt-get install chromium. ' +
			'Elsewhere install Chrome or Chromium and set CHROMIUM_PATH to its program.'
	});
}

function findChromium(): string | null {
	const named = process.env['CHROMIUM_PATH'];
	return [named, ...PLACES].find((place) => place !== undefined && existsSync(place)) ?? null;
}
