import type { TopicPartitions } from './types.ts';

export interface TopicSelection {
	topic: string;
	/** All of the topic, where it is left out. */
	partitions?: number[];
}

/** What a member was assigned, and what of it is paused; a pause outlives a rebalance (`src/consumer/subscriptionState.js`). */
export class SubscriptionState {
	#assigned: TopicPartitions[] = [];
	readonly #states = new Map<string, { paused: Set<number>; resumed: Set<number>; isAllPaused: boolean }>();

	assign(assignment: readonly TopicPartitions[]): void {
		this.#assigned = assignment.map(({ topic, partitions }) => ({ topic, partitions: sorted(partitions) }));
	}

	pause(selections: readonly TopicSelection[]): void {
		for (const { topic, partitions } of selections) {
			const state = this.#stateOf(topic);
			if (partitions === undefined) {
				state.paused.clear();
				state.resumed.clear();
				state.isAllPaused = true;
				continue;
			}
			for (const partition of partitions) {
				state.paused.add(partition);
				state.resumed.delete(partition);
			}
			state.isAllPaused = false;
		}
	}

	resume(selections: readonly TopicSelection[]): void {
		for (const { topic, partitions } of selections) {
			const state = this.#stateOf(topic);
			if (partitions === undefined) {
				state.paused.clear();
				state.resumed.clear();
				state.isAllPaused = false;
				continue;
			}
			for (const partition of partitions) {
				state.paused.delete(partition);
				if (state.isAllPaused) state.resumed.add(partition);
			}
		}
	}

	isPaused(topic: string, partition: number): boolean {
		const state = this.#states.get(topic);
		if (!state) return false;
		return (state.isAllPaused && !state.resumed.has(partition)) || state.paused.has(partition);
	}

	get assigned(): readonly TopicPartitions[] {
		return this.#assigned;
	}

	paused(): TopicPartitions[] {
		return this.#assigned
			.map(({ topic, partitions }) => ({
				topic,
				partitions: partitions.filter((partition) => this.isPaused(topic, partition))
			}))
			.filter(({ partitions }) => partitions.length > 0);
	}

	#stateOf(topic: string) {
		const state = this.#states.get(topic) ?? { paused: new Set(), resumed: new Set(), isAllPaused: false };
		this.#states.set(topic, state);
		return state;
	}
}

function sorted(partitions: readonly number[]): number[] {
	return partitions.toSorted((a, b) => a - b);
}
