import { describe, expect, test } from 'vitest';
import { readFactFields, writeFactField } from '../../../src/lib/authoring/reading/edit-facts.ts';
import { parseFacts } from '../../../src/lib/authoring/reading/parse-facts.ts';

const FACTS = `title: Wait longer # shown in lists
kind: implement # implement | fix
concepts: [exponential-backoff]
modules: [] # what it may import
minutes: 8
seeds: { visible: [1], hidden: 2, explore: 20 }
limits: {} # only what differs
`;

describe('the form of facts', () => {
	test('shows what the file says', () => {
		expect(readFactFields(FACTS)).toMatchObject({
			title: 'Wait longer',
			concepts: 'exponential-backoff',
			modules: '',
			minutes: '8',
			visibleSeeds: '1',
			stepsMax: ''
		});
	});

	test('changes one fact and leaves every other line as it stood, with its comments', () => {
		const changed = writeFactField(FACTS, 'title', 'Wait even longer');

		expect(changed.split('\n').slice(1)).toEqual(FACTS.split('\n').slice(1));
		expect(changed).toContain('title: Wait even longer # shown in lists');
	});

	test('writes lists, numbers and limits that reading understands', () => {
		let text = writeFactField(FACTS, 'concepts', 'jitter, exponential-backoff');
		text = writeFactField(text, 'visibleSeeds', '1, 2, 3');
		text = writeFactField(text, 'stepsMax', '5000000');

		expect(parseFacts(text)).toMatchObject({
			ok: true,
			value: {
				concepts: ['jitter', 'exponential-backoff'],
				seeds: { visible: [1, 2, 3], hidden: 2 },
				limits: { stepsMax: 5_000_000 }
			}
		});
	});

	test('takes a fact out when its field is emptied, so that the usual value holds', () => {
		expect(parseFacts(writeFactField(FACTS, 'hiddenSeeds', ''))).toMatchObject({
			ok: true,
			value: { seeds: { hidden: 1 } }
		});
	});

	test('keeps words where a number belongs, for the reader to refuse', () => {
		expect(parseFacts(writeFactField(FACTS, 'minutes', 'soon'))).toMatchObject({
			ok: false,
			fault: [{ file: 'exercise.yaml', line: 5 }]
		});
	});

	test('leaves what is no YAML alone', () => {
		expect(readFactFields('title: [')).toBeNull();
		expect(writeFactField('title: [', 'title', 'x')).toBe('title: [');
	});
});
