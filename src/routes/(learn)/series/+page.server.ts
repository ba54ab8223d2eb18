import { picturesOf } from '#lib/ui/progress/picture.ts';
import { recordOf } from '../../record-of.ts';
import type { PageServerLoad } from './$types';

/** The seven series as lines with nodes. */
export const load: PageServerLoad = async ({ locals }) => ({
	series: picturesOf(locals.services.catalog, await recordOf(locals))
});
