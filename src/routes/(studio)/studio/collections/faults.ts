import { fail } from '@sveltejs/kit';
import type { CollectionFault } from '#lib/domain/collection.ts';

/** The only place where refusals about collections become HTTP. */
export const STATUS: Readonly<Record<CollectionFault['code'], number>> = {
	collection_unknown: 404,
	collection_conflict: 409,
	collection_slug_taken: 409,
	collection_facts_invalid: 422,
	collection_text_invalid: 422,
	collection_too_large: 413,
	collection_exercise_unpublished: 422,
	collection_exercise_repeated: 422,
	collection_without_exercises: 422,
	collections_too_many: 422,
	saving_too_fast: 429
};

/** What happened and what to do, in a sentence or two; the page of the code says more. */
export function sentenceOf(fault: CollectionFault): string {
	switch (fault.code) {
		case 'collection_unknown':
			return 'There is no such collection of yours.';
		case 'collection_conflict':
			return 'Somebody saved this collection in between. Load it again to see what is kept.';
		case 'collection_slug_taken':
			return `Another collection has the address ${fault.slug}. Choose another one.`;
		case 'collection_facts_invalid':
			return `The ${fault.field === 'slug' ? 'address' : fault.field} cannot be kept. ${fault.reason}`;
		case 'collection_text_invalid':
			return `Part ${fault.position} cannot be kept. ${fault.reason}`;
		case 'collection_too_large':
			return `The collection is too large. ${fault.reason}`;
		case 'collection_exercise_unpublished':
			return `Part ${fault.position}, the exercise ${fault.slug}, is not published. Publish it first, or remove it.`;
		case 'collection_exercise_repeated':
			return `Part ${fault.position}, the exercise ${fault.slug}, stands there twice. Remove one of the two.`;
		case 'collection_without_exercises':
			return 'Add an exercise first: progress is counted in exercises.';
		case 'collections_too_many':
			return `Your account holds ${fault.limitCount} collections, which is the most it can hold.`;
		case 'saving_too_fast':
			return `That was too fast. Try again in ${Math.ceil(fault.retryAfterMs / 1000)} seconds.`;
	}
}

/** The refusal of a form. */
export function failed(fault: CollectionFault, typed: { title: string; slug: string } | null = null) {
	return fail(STATUS[fault.code], { code: fault.code, message: sentenceOf(fault), typed });
}
