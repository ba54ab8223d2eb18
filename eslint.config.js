import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** What a reader would trip over; formatting is prettier's, layers are tests/tidy's. */
export default tseslint.config(
	{
		ignores: [
			'build/',
			'.svelte-kit/',
			'.cache/',
			'data/',
			'**/generated/',
			'exercises/*/submissions/',
			'exercises/*/starter/',
			'tests/sandbox/hostile/',
			'tests/sandbox/forgery/',
			'benchmarks/corpus/*/wrong/',
			'src/lib/lab/types/',
			'src/static/'
		]
	},
	...tseslint.configs.recommended,
	...svelte.configs.recommended,
	{
		languageOptions: { parserOptions: { extraFileExtensions: ['.svelte'] } },
		rules: {
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
			'no-console': 'off',
			// TypeScript checks names; ESLint does not know the globals of each place code runs in.
			'no-undef': 'off',
			// Sanitised where it is made: our own Shiki, markdown-it without HTML.
			'svelte/no-at-html-tags': 'off',
			'svelte/no-navigation-without-resolve': 'off',
			// State is replaced as a whole here ($state.raw), so plain maps and sets are right.
			'svelte/prefer-svelte-reactivity': 'off'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: tseslint.parser, svelteConfig } }
	}
);
