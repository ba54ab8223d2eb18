/** What a queue holds: waiting, taken but not confirmed, and given up. */
export interface QueueView {
	name: string;
	ready: number;
	unacknowledged: number;
	dead: number;
}

export const BEAD_KINDS = ['ready', 'unacknowledged', 'dead'] as const;
export type BeadKind = (typeof BEAD_KINDS)[number];

/** More than these cannot be counted by eye. */
const BEADS_MAX_COUNT = 40;

/** How many messages one bead stands for: 1, 2, 5, 10, 20, …; the same in all queues of a figure, so that they compare. */
export function messagesPerBead(queues: readonly QueueView[]): number {
	const most = Math.max(0, ...queues.flatMap((queue) => BEAD_KINDS.map((kind) => queue[kind])));
	for (let power = 1; ; power *= 10) {
		const step = [1, 2, 5].find((digit) => most / (digit * power) <= BEADS_MAX_COUNT);
		if (step !== undefined) return step * power;
	}
}

/** How much of each bead is filled: all of them but the last, of which as much as there are messages. */
export function beadsOf(count: number, perBead: number): number[] {
	const beadsCount = Math.ceil(count / perBead);
	return Array.from({ length: beadsCount }, (_, place) => Math.min(1, (count - place * perBead) / perBead));
}

/** `orders: 12 ready, 3 unacknowledged, none dead` */
export function queueSentence({ name, ...counts }: QueueView): string {
	return `${name}: ${BEAD_KINDS.map((kind) => `${counts[kind] === 0 ? 'none' : counts[kind]} ${kind}`).join(', ')}.`;
}
