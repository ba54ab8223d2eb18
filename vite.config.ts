import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	plugins: [sveltekit()],
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
		projects: ['tidy', 'domain', 'sandbox', 'server', 'exercises', 'journeys'].map((name) => ({
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
