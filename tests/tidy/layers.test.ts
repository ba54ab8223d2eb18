import { describe, expect, test } from 'vitest';
import { importsOf, layerOf, sourceFiles } from '../support/source-files.ts';

/**
 * Who may import whom (src/ARCHITECTURE.md). The first level of src/lib is the security border, so
 * a wrong import is not a matter of taste.
 */
const MAY_IMPORT: Record<string, readonly string[]> = {
	domain: ['domain'],
	lab: ['lab', 'domain'],
	sandbox: ['sandbox', 'domain', 'lab'],
	authoring: ['authoring', 'domain', 'sandbox', 'lesson-pipeline'],
	server: ['server', 'authoring', 'domain', 'sandbox', 'lab', 'lesson-pipeline'],
	client: ['client', 'authoring', 'domain', 'sandbox', 'lab'],
	ui: ['ui', 'client', 'authoring', 'domain'],
	'lesson-pipeline': ['lesson-pipeline', 'domain'],
	routes: ['routes', 'ui', 'client', 'server', 'authoring', 'sandbox', 'domain', 'lesson-pipeline'],
	cli: ['cli', 'server', 'authoring', 'sandbox', 'domain', 'lesson-pipeline']
};

/** Packages that stay behind one wall. */
const ONLY_IN: Record<string, string | readonly string[]> = {
	lucia: 'src/lib/server/auth/',
	// The server's database; and the package that programs of the lab import.
	pg: ['src/lib/server/db/', 'src/lib/lab/services/postgres/'],
	'@monaco-editor/loader': 'src/lib/client/editor/',
	'monaco-editor': 'src/lib/client/editor/',
	'@jitl/quickjs-wasmfile-release-sync': 'src/lib/sandbox/',
	'quickjs-emscripten': 'src/lib/sandbox/'
};

const MUST_NOT_KNOW: Record<string, RegExp> = {
	domain: /^(node:|svelte|@sveltejs|\$app|kysely|quickjs)/,
	sandbox: /^(svelte|@sveltejs|\$app|kysely|pg$)/,
	authoring: /^(node:|svelte|@sveltejs|\$app|kysely|pg$)/,
	server: /^(svelte$|svelte\/|@sveltejs|\$app)/,
	client: /^(node:|@sveltejs|kysely)/,
	ui: /^(node:|kysely)/,
	cli: /^(svelte|@sveltejs|\$app)/
};

describe('layers', () => {
	test('import only what their place allows', () => {
		const wrong = sourceFiles().flatMap((file) => {
			const allowed = MAY_IMPORT[layerOf(file)];
			if (!allowed) return [];
			return importsOf(file)
				.filter(({ target }) => target !== null && !allowed.includes(layerOf(target)))
				.map(({ name }) => `${file} imports ${name}: ${layerOf(file)} may import ${allowed.join(', ')} only`);
		});

		expect(wrong).toEqual([]);
	});

	test('know only the packages of their side', () => {
		const wrong = sourceFiles().flatMap((file) => {
			const forbidden = MUST_NOT_KNOW[layerOf(file)];
			return importsOf(file)
				.filter(({ name, target }) => target === null && forbidden?.test(name))
				.map(({ name }) => `${file} imports ${name}: move that to the layer that may know it`);
		});

		expect(wrong).toEqual([]);
	});

	test('keep each wrapped package behind its wrapper', () => {
		const wrong = sourceFiles().flatMap((file) =>
			importsOf(file).flatMap(({ name }) => {
				const wrapped = Object.keys(ONLY_IN).find((pkg) => name === pkg || name.startsWith(`${pkg}/`));
				const homes = wrapped ? [ONLY_IN[wrapped] ?? []].flat() : [];
				const isAtHome = homes.length === 0 || homes.some((home) => file.startsWith(home));
				return isAtHome ? [] : [`${file} imports ${name}: only ${homes.join(' and ')} may`];
			})
		);

		expect(wrong).toEqual([]);
	});
});
