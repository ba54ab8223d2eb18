import type { EventEmitter } from 'node:events';
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

export default defineConfig({
	plugins: [sveltekit(), publishOnChange()],
	server: { fs: { allow: ['content', 'exercises'] } },
	worker: { format: 'es' },
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
