import { describe, expect, test } from 'vitest';
import { nextPath } from '../../../src/lib/server/http/next-path.ts';

describe('where to go after signing in', () => {
	test.each([
		'/progress',
		'/series/from-scratch/blockchain-from-scratch?x=1&y=//z#part',
		'/',
		'/%2F%2Fevil.example'
	])('%s is ours', (path) => {
		expect(nextPath(path, '/else')).toBe(path);
	});

	test.each([
		'https://evil.example',
		'//evil.example',
		'/\\evil.example',
		'\\\\evil.example',
		'/\t/evil.example',
		'/\n//evil.example',
		'javascript:alert(1)',
		'evil.example',
		' //evil.example',
		'/a\\..\\..//evil.example',
		'',
		`/${'x'.repeat(3_000)}`
	])('%j is not', (path) => {
		expect(nextPath(path, '/else')).toBe('/else');
	});

	test('is the progress page when nothing was said', () => {
		expect(nextPath(null)).toBe('/progress');
	});

	test('never leaves the site, whatever a browser makes of it', () => {
		for (const path of [
			'/./..//evil.example',
			'/.//evil.example',
			'/..//evil.example',
			'/x/..//evil.example'
		]) {
			expect(new URL(nextPath(path), 'https://ours.example').host).toBe('ours.example');
		}
	});
});
