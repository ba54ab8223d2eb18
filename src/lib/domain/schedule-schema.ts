import * as v from 'valibot';

/** More than anyone breaks by hand, less than an address may hold. */
const PARTS_MAX_COUNT = 100;

const name = v.pipe(v.string(), v.minLength(1), v.maxLength(120));
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const time = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(86_400_000));
const factor = v.pipe(v.number(), v.finite(), v.minValue(1), v.maxValue(1_000));

const addedFaultSchema = v.variant('kind', [
	v.object({ kind: v.literal('crash'), node: name, atMs: time, downMs: time }),
	v.object({ kind: v.literal('drop'), message: whole }),
	v.object({ kind: v.literal('cut'), nodes: v.tuple([name, name]), atMs: time, forMs: time }),
	v.object({ kind: v.literal('slow'), nodes: v.tuple([name, name]), factor })
]);

/** A schedule that came from elsewhere: a link, a request. */
export const scheduleSchema = v.object({
	seed: whole,
	tieBreak: v.optional(whole),
	onlyFaults: v.optional(v.pipe(v.array(name), v.maxLength(PARTS_MAX_COUNT))),
	addedFaults: v.optional(v.pipe(v.array(addedFaultSchema), v.maxLength(PARTS_MAX_COUNT)))
});
