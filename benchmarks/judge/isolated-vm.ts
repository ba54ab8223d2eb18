import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** What this benchmark uses of isolated-vm. */
export interface IsolatedVm {
	Isolate: {
		new (options: { snapshot: unknown; memoryLimit: number }): {
			createContextSync(): {
				global: { setSync(name: string, value: unknown): void };
				evalSync(code: string, options: { timeout: number }): unknown;
			};
			dispose(): void;
		};
		createSnapshot(scripts: readonly { code: string }[]): unknown;
	};
	Callback: new (callback: (...args: never[]) => unknown) => object;
}

const VERSION = '7.0.1';

/** A rival is no part of the product: it is installed beside the results, when it is first asked for. */
export function loadIsolatedVm(): IsolatedVm {
	const folder = path.resolve('.cache', 'rivals');
	const manifest = path.join(folder, 'package.json');
	if (!existsSync(path.join(folder, 'node_modules', 'isolated-vm'))) {
		mkdirSync(folder, { recursive: true });
		writeFileSync(manifest, '{ "private": true }');
		const options = ['--no-audit', '--no-fund', '--loglevel=error'];
		const npm = spawnSync('npm', ['install', ...options, `isolated-vm@${VERSION}`], { cwd: folder });
		if (npm.status !== 0) throw new Error(`isolated-vm does not install here: ${npm.stderr}`);
	}
	return createRequire(manifest)('isolated-vm');
}
