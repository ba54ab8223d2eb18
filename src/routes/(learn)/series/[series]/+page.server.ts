import { error } from '@sveltejs/kit';
import { picturesOf } from '#lib/ui/progress/picture.ts';
import { recordOf } from '../../../record-of.ts';
import type { PageServerLoad } from './$types';

/** One series with everything its lessons promise, and its neighbours. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const series = picturesOf(locals.services.catalog, await recordOf(locals));
	const index = series.findIndex(({ slug }) => slug === params.series);
	const one = series[index];
	if (!one) error(404, 'There is no series of this name.');

	const neighbour = (at: number) => {
		const other = series[at];
		return other ? { slug: other.slug, title: other.title } : null;
	};
	return { series: one, previous: neighbour(index - 1), next: neighbour(index + 1) };
};
