import { parser as go } from '@lezer/go';
import type { LRParser } from '@lezer/lr';
import { parser as python } from '@lezer/python';
import { parser as rust } from '@lezer/rust';
import { parse as parseJava } from 'java-parser';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { interactiveFences } from '../../src/lesson-pipeline/fences.ts';
import { ROOT } from '../support/source-files.ts';

/** What is wrong with a program, by the grammar of its language: `line 3: …`. */
const FAULTS: Record<string, (text: string) => string[]> = {
	// The grammar has forgotten that a range needs no variable.
	go: (text) => errorsOf(go, text.replaceAll('for range ', 'for _ = range ')),
	// A whole file, or statements that stand in a method.
	java: (text) => (javaFault(text) === null ? [] : faultList(javaFault(inMethod(text)))),
	python: (text) => errorsOf(python, text),
	rust: (text) => errorsOf(rust, text)
};

function faultList(fault: string | null): string[] {
	return fault === null ? [] : [fault];
}

function inMethod(text: string): string {
	const imports = text.match(/^import .*$/gm) ?? [];
	const statements = text.replaceAll(/^import .*$/gm, '');
	return `${imports.join('\n')}\nclass Part { void run() throws Exception {\n${statements}\n} }`;
}

function javaFault(text: string): string | null {
	try {
		parseJava(text);
		return null;
	} catch (error) {
		return String(error).slice(0, 200);
	}
}

function errorsOf(parser: LRParser, text: string): string[] {
	const errors: string[] = [];
	parser.parse(text).iterate({
		enter({ type, from, to }) {
			if (type.isError)
				errors.push(`line ${text.slice(0, from).split('\n').length}: ${text.slice(from, to + 20)}`);
		}
	});
	return errors;
}

/** Programs of the lessons in languages that are shown and not run. */
const programs = globSync('content/series/*/*.svx', { cwd: ROOT }).flatMap((file) =>
	interactiveFences(readFileSync(path.join(ROOT, file), 'utf8')).flatMap(({ language, body, line }) => {
		const faultsOf = FAULTS[language];
		return faultsOf ? [{ place: `${file}:${line}`, language, body, faultsOf }] : [];
	})
);

describe('a program of a lesson that is only shown', () => {
	test('is there for each language that is promised', () => {
		expect(new Set(programs.map(({ language }) => language))).toEqual(new Set(Object.keys(FAULTS)));
	});

	test.each(programs)('$place is $language by its grammar', ({ body, faultsOf }) => {
		expect(faultsOf(body)).toEqual([]);
	});

	test('would be refused with an error in it', () => {
		const broken = { go: 'func f( {', java: 'class A { void f( { }', python: 'def f(:\n', rust: 'fn f( {' };

		for (const [language, text] of Object.entries(broken)) expect(FAULTS[language]?.(text)).not.toEqual([]);
	});
});
