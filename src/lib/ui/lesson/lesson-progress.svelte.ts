import { untrack } from 'svelte';
import { keepPrediction, keepVisit, readAnonymousWork } from '#lib/client/anonymous-work.ts';
import { callApi } from '#lib/client/api.ts';
import { ANONYMOUS } from '#lib/client/drafts/local-drafts.ts';
import { browserStore } from '#lib/client/kept-workspace.ts';
import { MERGED_EVENT } from '#lib/client/merge-work.ts';
import type { Lesson } from '#lib/domain/catalog.ts';
import type { Draft } from '#lib/domain/draft.ts';
import { lessonProgress, type LessonState } from '#lib/domain/progress.ts';
import { workOwner, type ExercisePageView, type PageWork } from '../exercise/work-context.ts';

/** What the server said when the page was made. */
export interface LessonData {
	lesson: Lesson;
	learning: {
		drafts: Draft[];
		acceptedExerciseSlugs: string[];
		predictions: { predictionId: string; choiceId: string }[];
	};
	exercises: ExercisePageView[];
}

const VISIT_EVERY_MS = 20_000;

/**
 * How far the reader is in one lesson, while they read it: what the server knew at first, and what
 * was done on this page since. Progress is derived from it by the rule the server uses, too.
 */
export class LessonProgressView implements PageWork {
	readonly #data: () => LessonData;
	#accepted = $state.raw<ReadonlySet<string>>(new Set());
	#choices = $state.raw<ReadonlyMap<string, string>>(new Map());
	#visitedId: string | null = null;
	#visitTimer: ReturnType<typeof setTimeout> | undefined;

	constructor(data: () => LessonData) {
		this.#data = data;
	}

	readonly draftByKey = $derived.by(() =>
		Object.fromEntries(this.#data().learning.drafts.map((draft) => [draft.workspaceKey, draft]))
	);
	readonly exerciseBySlug = $derived.by(() =>
		Object.fromEntries(this.#data().exercises.map((exercise) => [exercise.view.slug, exercise]))
	);
	readonly #progress = $derived.by(() => {
		const { lesson, learning } = this.#data();
		const answered = [
			...learning.predictions.map(({ predictionId }) => predictionId),
			...this.#choices.keys()
		];
		return lessonProgress(lesson, {
			acceptedExerciseSlugs: new Set([...learning.acceptedExerciseSlugs, ...this.#accepted]),
			startedExerciseSlugs: new Set(),
			answeredPredictions: new Set(answered.map((id) => `${lesson.slug}/${id}`)),
			touchedAtByLesson: new Map()
		});
	});

	get state(): LessonState {
		return this.#progress.state;
	}

	/** Exercises and predictions still open. */
	get openCount(): number {
		const { lesson, exercisesAcceptedCount, predictionsAnsweredCount } = this.#progress;
		const total = lesson.exerciseSlugs.length + lesson.predictionIds.length;
		return total - exercisesAcceptedCount - predictionsAnsweredCount;
	}

	/** The address of the first thing still open on this page. */
	get firstOpen(): string | null {
		const { lesson, nextExerciseSlug } = this.#progress;
		if (nextExerciseSlug !== null) return `#exercise-${nextExerciseSlug}`;
		const prediction = lesson.predictionIds.find((id) => this.choiceOf(id) === null);
		return prediction === undefined ? null : `#prediction-${prediction}`;
	}

	isAccepted = (slug: string): boolean =>
		this.#accepted.has(slug) || this.#data().learning.acceptedExerciseSlugs.includes(slug);

	choiceOf = (predictionId: string): string | null =>
		this.#choices.get(predictionId) ??
		this.#data().learning.predictions.find((each) => each.predictionId === predictionId)?.choiceId ??
		null;

	onaccepted = (slug: string): void => {
		this.#accepted = new Set([...this.#accepted, slug]);
	};

	onanswered = (predictionId: string, choiceId: string): void => {
		this.#choices = new Map([...this.#choices, [predictionId, choiceId]]);
		const answer = { lessonSlug: this.#data().lesson.slug, predictionId, choiceId };
		const keep = () => keepPrediction(browserStore(), { ...answer, answeredAt: new Date().toISOString() });
		if (workOwner() === ANONYMOUS) keep();
		else {
			void callApi('/api/predictions', { method: 'POST', body: answer }).then((sent) => {
				// Kept here, it is merged into the account when a page next loads.
				if (!sent.ok) keep();
			});
		}
	};

	/** The part of the text that follows an exercise. */
	nextAfter = (slug: string): { title: string; href: string } | null => {
		const panel = document.getElementById(`exercise-${slug}`);
		const headings = panel ? [...document.querySelectorAll<HTMLElement>('article .text h2[id]')] : [];
		const following = headings.find(
			(heading) => panel && panel.compareDocumentPosition(heading) & Node.DOCUMENT_POSITION_FOLLOWING
		);
		return following ? { title: following.textContent?.trim() ?? '', href: `#${following.id}` } : null;
	};

	/** The reader is at a section; told to the server a while later, once, with the latest one. */
	visit(sectionId: string | null) {
		this.#visitedId = sectionId;
		this.#visitTimer ??= setTimeout(() => this.#sendVisit(), VISIT_EVERY_MS);
	}

	/** Answers given without an account are known to the browser only. */
	listen = () => {
		const read = () => {
			const { lesson } = this.#data();
			const kept = readAnonymousWork(browserStore()).predictions.filter(
				({ lessonSlug }) => lessonSlug === lesson.slug
			);
			this.#choices = new Map([
				...this.#choices,
				...kept.map(({ predictionId, choiceId }) => [predictionId, choiceId] as const)
			]);
		};
		// What it writes must not call it again.
		untrack(read);
		addEventListener(MERGED_EVENT, read);
		return () => {
			removeEventListener(MERGED_EVENT, read);
			if (this.#visitTimer !== undefined) this.#sendVisit();
		};
	};

	#sendVisit() {
		clearTimeout(this.#visitTimer);
		this.#visitTimer = undefined;
		const visit = { lessonSlug: this.#data().lesson.slug, sectionId: this.#visitedId };
		if (workOwner() === ANONYMOUS) {
			keepVisit(browserStore(), { ...visit, visitedAt: new Date().toISOString() });
		} else {
			void callApi('/api/visits', { method: 'POST', body: visit, keepalive: true });
		}
	}
}
