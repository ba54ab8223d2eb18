import { LAB } from '../../domain/limits.ts';
import type { RandomStream } from './random-stream.ts';

/** How long something takes, in milliseconds: always the same, or drawn by lot. */
export type Distribution =
	| number
	| { uniform: readonly [from: number, to: number] }
	| { exponential: number }
	/** Half of all draws are below `median`; `sigma` 0.5 is a calm network, 1.5 a bad one. */
	| { lognormal: { median: number; sigma: number } };

export function drawFrom(distribution: Distribution, random: RandomStream): number {
	if (typeof distribution === 'number') return distribution;
	if ('uniform' in distribution) return random.between(distribution.uniform);
	if ('exponential' in distribution) return -distribution.exponential * Math.log(1 - random.next());
	const { median, sigma } = distribution.lognormal;
	// Box and Muller, 1958.
	const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
	return median * Math.exp(sigma * normal);
}

/** Whether foreign code gave something that can be drawn from, with no negative times. */
export function isDistribution(value: Distribution): boolean {
	const isTime = (ms: unknown) => typeof ms === 'number' && ms >= 0 && ms <= LAB.runMaxMs;
	if (typeof value === 'number') return isTime(value);
	if ('uniform' in value) return isTime(value.uniform[0]) && isTime(value.uniform[1]);
	if ('exponential' in value) return isTime(value.exponential);
	return 'lognormal' in value && isTime(value.lognormal.median) && value.lognormal.sigma >= 0;
}
