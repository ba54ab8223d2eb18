import { describe, expect, test } from 'vitest';
import { Channel } from '../channel.ts';

const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 1));
const below = (count: number) => Math.floor(Math.random() * count);

/** What a channel has to do, one operation after the other: who waits, and what became of whom. */
class Model {
	readonly outcomes = new Map<number, string>();
	readonly capacity: number;
	buffer: number[] = [];
	senders: number[] = [];
	receivers: number[] = [];
	isClosed = false;

	constructor(capacity: number) {
		this.capacity = capacity;
	}

	send(id: number): void {
		const receiver = this.receivers.shift();
		if (this.isClosed) this.outcomes.set(id, 'closed');
		else if (receiver !== undefined) {
			this.outcomes.set(receiver, `got ${id}`);
			this.outcomes.set(id, 'sent');
		} else if (this.buffer.length < this.capacity) {
			this.buffer.push(id);
			this.outcomes.set(id, 'sent');
		} else this.senders.push(id);
	}

	receive(id: number): void {
		const sender = this.senders.shift();
		if (sender !== undefined) {
			this.buffer.push(sender);
			this.outcomes.set(sender, 'sent');
		}
		const value = this.buffer.shift();
		if (value !== undefined) this.outcomes.set(id, `got ${value}`);
		else if (this.isClosed) this.outcomes.set(id, 'done');
		else this.receivers.push(id);
	}

	abort(id: number): void {
		if (![...this.senders, ...this.receivers].includes(id)) return;
		this.outcomes.set(id, 'aborted');
		this.senders = this.senders.filter((each) => each !== id);
		this.receivers = this.receivers.filter((each) => each !== id);
	}

	close(): void {
		this.isClosed = true;
		for (const id of this.senders.splice(0)) this.outcomes.set(id, 'closed');
		for (const id of this.receivers.splice(0)) this.outcomes.set(id, 'done');
	}
}

describe('4. Give up', () => {
	test('a receiver that gave up takes no value', async () => {
		const channel = new Channel<string>(1);
		const patience = new AbortController();
		const receiving = channel.receive(patience.signal);
		receiving.catch(() => {});

		patience.abort(new Error('too slow'));
		await expect(receiving, 'the receive that was aborted').rejects.toThrow('too slow');
		await channel.send('a');

		expect(await channel.receive(), 'what the next receiver gets').toEqual({ done: false, value: 'a' });
	});
});

describe('1. Wait when full, and when empty', () => {
	test.each([0, 1, 2, 3])('capacity %i: random operations give what a model gives', async (capacity) => {
		const channel = new Channel<number>(capacity);
		const model = new Model(capacity);
		const outcomes = new Map<number, string>();
		const patience: AbortController[] = [];
		const history: string[] = [];

		for (let id = 0; id < 50; id += 1) {
			const { signal } = (patience[id] = new AbortController());
			const draw = below(20);
			if (draw < 9) {
				history.push(`send ${id}`);
				model.send(id);
				channel.send(id, signal).then(
					() => outcomes.set(id, 'sent'),
					(error) => outcomes.set(id, error.name === 'ChannelClosed' ? 'closed' : 'aborted')
				);
			} else if (draw < 17) {
				history.push(`receive ${id}`);
				model.receive(id);
				channel.receive(signal).then(
					({ done, value }) => outcomes.set(id, done ? 'done' : `got ${value}`),
					() => outcomes.set(id, 'aborted')
				);
			} else if (id < 40 || draw < 19) {
				const victim = Math.max(0, id - 1 - below(4));
				history.push(`abort ${victim}`);
				model.abort(victim);
				patience[victim]?.abort();
			} else {
				history.push('close');
				model.close();
				channel.close();
			}
			await settled();
			const sorted = (map: Map<number, string>) => [...map].sort(([a], [b]) => a - b);
			expect(
				sorted(outcomes),
				`what became of each operation after: ${history.slice(-6).join(', ')}`
			).toEqual(sorted(model.outcomes));
		}
	});
});
