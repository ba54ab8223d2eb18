import { currentContext, enter, type Context } from '../async-context.ts';
import type { LabModule } from './lab-module.ts';

/** What compiled code calls around its `await`s: see sandbox/follow-await.ts. */
type Outcome = { isFulfilled: true; value: unknown } | { isFulfilled: false; reason: unknown };

const { then } = Promise.prototype;
const resolve = Promise.resolve.bind(Promise);

function settled(value: unknown): Promise<Outcome> {
	const fulfilled = (result: unknown): Outcome => ({ isFulfilled: true, value: result });
	const rejected = (reason: unknown): Outcome => ({ isFulfilled: false, reason });
	return Reflect.apply(then, resolve(value), [fulfilled, rejected]);
}

function restored(context: Context, outcome: Outcome): unknown {
	enter(context);
	if (!outcome.isFulfilled) throw outcome.reason;
	return outcome.value;
}

export const awaiting: LabModule = {
	names: ['hotpath:await'],
	exports: { saved: currentContext, settled, restored, restore: enter }
};
