import type { Component } from 'svelte';
import { error } from '@sveltejs/kit';
import { lessonFactsFrom } from './lesson-facts.ts';
import type { PageLoad } from './$types';

/** Each lesson is a file of its own, so that a reader fetches the one they read. */
const textByPath = import.meta.glob<{ default: Component; metadata: unknown }>('/content/series/*/*.svx');

/** The text of a lesson, compiled; null while it is in preparation. */
export const load: PageLoad = async ({ data }) => {
	if (!data.lesson.isPublished) return { ...data, text: null, facts: null };

	const { seriesSlug, slug } = data.lesson;
	const file = new RegExp(`^/content/series/${seriesSlug}/\\d+-${slug}\\.svx$`);
	const load = Object.entries(textByPath).find(([path]) => file.test(path))?.[1];
	if (!load) error(404, 'The text of this lesson is missing.');

	const { default: text, metadata } = await load();
	return { ...data, text, facts: lessonFactsFrom(metadata) };
};
