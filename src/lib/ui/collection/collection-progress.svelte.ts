import type { Draft } from '#lib/domain/draft.ts';
import { EMPTY_RECORD, exercisesProgress } from '#lib/domain/progress.ts';
import type { ExercisePageView, PageWork } from '../exercise/work-context.ts';
import type { CollectionPart } from './collection-part.ts';

/** What the server said when the page was made. */
export interface CollectionData {
	parts: CollectionPart[];
	exercises: ExercisePageView[];
	learning: { drafts: Draft[]; acceptedExerciseSlugs: string[] };
}

/**
 * How far the reader is in one collection, while they work in it: what the server knew at first, and what
 * was accepted on this page since. Progress is derived from it by the rule the server uses, too.
 */
export class CollectionProgressView implements PageWork {
	readonly #data: () => CollectionData;
	#accepted = $state.raw<ReadonlySet<string>>(new Set());

	constructor(data: () => CollectionData) {
		this.#data = data;
	}

	readonly draftByKey = $derived.by(() =>
		Object.fromEntries(this.#data().learning.drafts.map((draft) => [draft.workspaceKey, draft]))
	);
	readonly exerciseBySlug = $derived.by(() =>
		Object.fromEntries(this.#data().exercises.map((exercise) => [exercise.view.slug, exercise]))
	);
	readonly #slugs = $derived.by(() => this.#data().exercises.map(({ view }) => view.slug));
	readonly #progress = $derived.by(() => {
		const done = new Set([...this.#data().learning.acceptedExerciseSlugs, ...this.#accepted]);
		return exercisesProgress(this.#slugs, { ...EMPTY_RECORD, acceptedExerciseSlugs: done });
	});

	get acceptedCount(): number {
		return this.#progress.exercisesAcceptedCount;
	}

	get exercisesCount(): number {
		return this.#slugs.length;
	}

	/** The first exercise still open; null when none is. */
	get next(): { title: string; href: string } | null {
		return this.#linkTo(this.#progress.nextExerciseSlug);
	}

	isAccepted = (slug: string): boolean =>
		this.#accepted.has(slug) || this.#data().learning.acceptedExerciseSlugs.includes(slug);

	/** Only lessons ask for predictions. */
	choiceOf = (): null => null;
	onanswered = (): void => {};

	onaccepted = (slug: string): void => {
		this.#accepted = new Set([...this.#accepted, slug]);
	};

	/** The first one still open, reading on from here. */
	nextAfter = (slug: string): { title: string; href: string } | null => {
		const index = this.#slugs.indexOf(slug);
		const onwards = [...this.#slugs.slice(index + 1), ...this.#slugs.slice(0, index)];
		return this.#linkTo(onwards.find((each) => !this.isAccepted(each)) ?? null);
	};

	#linkTo(slug: string | null): { title: string; href: string } | null {
		const view = this.#data().exercises.find((exercise) => exercise.view.slug === slug)?.view;
		return view ? { title: view.title, href: `#exercise-${view.slug}` } : null;
	}
}
