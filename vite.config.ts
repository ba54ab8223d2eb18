import type { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { sveltekit } from '@sveltejs/kit/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** In development a changed exercise is published again, and the open pages show it. */
function publishOnChange(): Plugin {
	return {
		name: 'publish-on-change',
		apply: 'serve',
		configureServer(server) {
			server.watcher.add('exercises');
			server.watcher.on('all', (_event, file) => {
				if (!/(^|[\\/])exercises[\\/]/.test(file)) return;
				const changed: EventEmitter = process;
				changed.emit('hotpath:exercises-changed', () => server.ws.send({ type: 'full-reload' }));
			});
		}
	};
}

/**
 * PostgreSQL's files are compressed when they are made, once; the server finds their twins beside them. Those
 * that PGlite itself would load are left out: it is given ours.
 */
function postgresFiles(): Plugin {
	return {
		name: 'postgres-files',
		apply: 'build',
		generateBundle(_options, bundle) {
			for (const [fileName, asset] of Object.entries(bundle)) {
				if (asset.type !== 'asset') continue;
				if (asset.originalFileNames.some((name) => /(pglite|initdb)\.wasm$/.test(name)))
					delete bundle[fileName];
				const original = asset.originalFileNames.find((name) => /postgres-\w+\.bin$/.test(name));
				if (!original) continue;
				this.emitFile({
					type: 'asset',
					fileName: `${asset.fileName}.br`,
					source: readFileSync(`${original}.br`)
				});
			}
		}
	};
}

export default defineConfig({
	plugins: [sveltekit(), publishOnChange()],
	server: { fs: { allow: ['content', 'exercises'] } },
	worker: { format: 'es', plugins: () => [postgresFiles()] },
	optimizeDeps: {
		entries: ['src/lib/client/**/*.ts', 'src/lib/ui/**/*.svelte', 'src/routes/**/*.svelte']
	},
	build: { sourcemap: false },
	test: {
		expect: { requireAssertions: true },
		testTimeout: 30_000,
		hookTimeout: 60_000,
		projects: ['tidy', 'domain', 'sandbox', 'lab', 'server', 'exercises', 'journeys'].map((name) => ({
			extends: true as const,
			test: {
				name,
				environment: 'node' as const,
				include: [`tests/${name}/**/*.test.ts`],
				globalSetup: name === 'server' ? ['tests/support/postgres.ts'] : []
			}
		}))
	}
});
