import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { ROOT } from './source-files.ts';

/** The built site, served as `npm start` serves it, with a database of its own. */
export interface Site {
	origin: string;
	/** What the server has printed so far. */
	log: () => string;
	/** Kills it as a power cut would and starts it again on the same database. */
	restart: () => Promise<void>;
	/** Asks it to end, as a host that updates it does; resolves with its exit code. It is not to be used after. */
	end: () => Promise<number | null>;
	close: () => Promise<void>;
}

export async function startSite(env: Record<string, string> = {}): Promise<Site> {
	const folder = mkdtempSync(path.join(tmpdir(), 'hotpath-site-'));
	const port = await freePort();
	const origin = `http://localhost:${port}`;
	let log = '';
	let server = await start();

	async function start(): Promise<ChildProcess> {
		const child = spawn(process.execPath, ['src/cli/serve.ts'], {
			cwd: ROOT,
			env: {
				...process.env,
				NODE_ENV: 'production',
				PORT: String(port),
				DATABASE_URL: path.join(folder, 'site.db'),
				...env
			}
		});
		child.stdout.on('data', (chunk) => (log += chunk));
		child.stderr.on('data', (chunk) => (log += chunk));
		await untilReady(origin, child, () => log);
		return child;
	}

	return {
		origin,
		log: () => log,
		restart: async () => {
			await stop(server, 'SIGKILL');
			server = await start();
		},
		end: async () => {
			await stop(server, 'SIGTERM');
			return server.exitCode;
		},
		close: async () => {
			await stop(server, 'SIGTERM');
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

export function openBrowser(): Promise<Browser> {
	return chromium.launch({
		executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync'
		]
	});
}

export function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer().listen(0, '127.0.0.1', () => {
			const address = probe.address();
			probe.close(() =>
				address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))
			);
		});
	});
}

const READY_WITHIN_MS = 120_000;

async function untilReady(origin: string, child: ChildProcess, log: () => string): Promise<void> {
	const deadline = Date.now() + READY_WITHIN_MS;
	while (Date.now() < deadline) {
		if (child.exitCode !== null) throw new Error(`the site stopped with code ${child.exitCode}:\n${log()}`);
		const answer = await fetch(`${origin}/readyz`).catch(() => null);
		if (answer?.ok) return;
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	child.kill('SIGKILL');
	throw new Error(`the site was not ready within ${READY_WITHIN_MS} ms:\n${log()}`);
}

function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
	return new Promise((resolve) => {
		if (child.exitCode !== null || child.signalCode !== null) return resolve();
		child.once('exit', () => resolve());
		child.kill(signal);
	});
}
