import * as v from 'valibot';
import type { KeyValueStore } from './drafts/local-drafts.ts';
import { parseStored } from './drafts/stored.ts';

/** What somebody without an account answered and read, kept on this device until there is one. */
export interface AnonymousWork {
	predictions: { lessonSlug: string; predictionId: string; choiceId: string; answeredAt: string }[];
	visits: { lessonSlug: string; sectionId: string | null; visitedAt: string }[];
}

const KEY = 'hotpath:anonymous-work';
const LISTS_MAX_LENGTH = 200;

const workSchema = v.object({
	predictions: v.array(
		v.object({
			lessonSlug: v.string(),
			predictionId: v.string(),
			choiceId: v.string(),
			answeredAt: v.string()
		})
	),
	visits: v.array(
		v.object({ lessonSlug: v.string(), sectionId: v.nullable(v.string()), visitedAt: v.string() })
	)
});

export function readAnonymousWork(store: KeyValueStore): AnonymousWork {
	return parseStored(workSchema, store.getItem(KEY)) ?? { predictions: [], visits: [] };
}

/** The first answer to a prediction is the one that counts. */
export function keepPrediction(store: KeyValueStore, answer: AnonymousWork['predictions'][number]): void {
	const work = readAnonymousWork(store);
	const isKnown = work.predictions.some(
		(each) => each.lessonSlug === answer.lessonSlug && each.predictionId === answer.predictionId
	);
	if (!isKnown) write(store, { ...work, predictions: [...work.predictions, answer] });
}

/** One visit a lesson: the latest place in it. */
export function keepVisit(store: KeyValueStore, visit: AnonymousWork['visits'][number]): void {
	const work = readAnonymousWork(store);
	const others = work.visits.filter(({ lessonSlug }) => lessonSlug !== visit.lessonSlug);
	write(store, { ...work, visits: [...others, visit] });
}

export function forgetAnonymousWork(store: KeyValueStore): void {
	store.removeItem(KEY);
}

function write(store: KeyValueStore, { predictions, visits }: AnonymousWork): void {
	try {
		store.setItem(
			KEY,
			JSON.stringify({
				predictions: predictions.slice(-LISTS_MAX_LENGTH),
				visits: visits.slice(-LISTS_MAX_LENGTH)
			})
		);
	} catch {
		// No room: an answer is worth less than the page that shows it.
	}
}
