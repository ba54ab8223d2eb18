import { describe, expect, test } from 'vitest';
import { lessonsOf, lessonsTagged } from '../../src/lib/domain/catalog.ts';
import { smallCatalog } from '../support/catalog.ts';

describe('the catalogue', () => {
	test('knows a lesson by its text: exercises, predictions and sections as the page names them', () => {
		const [counting] = lessonsOf(smallCatalog());

		expect(counting).toMatchObject({
			isPublished: true,
			minutes: 20,
			updatedOn: '2026-03-01',
			exerciseSlugs: ['first', 'second'],
			predictionIds: ['guess'],
			sections: [
				{ id: 'one-two--three', title: 'One, two & three' },
				{ id: 'count-twice', title: 'count() twice' },
				{ id: 'one-two--three-1', title: 'One, two & three' }
			]
		});
	});

	test('lists posts without a text as in preparation, with nothing to do', () => {
		const [, , searching] = lessonsOf(smallCatalog());

		expect(searching).toMatchObject({
			slug: 'searching',
			isPublished: false,
			exerciseSlugs: [],
			updatedOn: null
		});
	});

	test('lists the posts of a tag in the order of their numbers', () => {
		expect(lessonsTagged(smallCatalog(), 'backend').map(({ slug }) => slug)).toEqual(['sorting', 'counting']);
	});
});
