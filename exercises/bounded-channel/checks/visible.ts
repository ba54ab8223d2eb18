import { describe, expect, test } from 'vitest';
import { Channel, ChannelClosed } from '../channel.ts';

/** How a promise stands once everything that can happen now has happened. */
async function stateOf(promise: Promise<unknown>): Promise<'waiting' | 'resolved' | 'rejected'> {
	let state: 'waiting' | 'resolved' | 'rejected' = 'waiting';
	promise.then(
		() => (state = 'resolved'),
		() => (state = 'rejected')
	);
	await new Promise<void>((resolve) => setTimeout(resolve, 1));
	return state;
}

const valueOf = async <T>(channel: Channel<T>) => (await channel.receive()).value;

describe('1. Wait when full, and when empty', () => {
	test('values come out in the order in which they went in', async () => {
		const channel = new Channel<string>(3);

		for (const value of ['a', 'b', 'c']) await channel.send(value);

		const received = [await valueOf(channel), await valueOf(channel), await valueOf(channel)];
		expect(received, 'what was received after a, b and c were sent').toEqual(['a', 'b', 'c']);
	});

	test('a send waits while the buffer is full', async () => {
		const channel = new Channel<number>(2);
		await channel.send(1);
		await channel.send(2);

		const third = channel.send(3);
		expect(await stateOf(third), 'the third send into a channel of capacity 2').toBe('waiting');

		expect(await valueOf(channel), 'the first value received').toBe(1);
		expect(await stateOf(third), 'the third send after a value was received').toBe('resolved');
	});

	test('a receive waits while there is nothing', async () => {
		const channel = new Channel<number>(2);

		const receiving = channel.receive();
		expect(await stateOf(receiving), 'a receive from an empty channel').toBe('waiting');
		await channel.send(7);

		expect(await receiving, 'what it gives once 7 was sent').toEqual({ done: false, value: 7 });
	});

	test('receivers are served in the order in which they came', async () => {
		const channel = new Channel<string>(1);
		const receiving = [channel.receive(), channel.receive()];

		await channel.send('a');
		await channel.send('b');

		const values = (await Promise.all(receiving)).map(({ value }) => value);
		expect(values, 'what two waiting receivers got, the first one first').toEqual(['a', 'b']);
	});
});

describe('2. Capacity 0', () => {
	test('a send waits until somebody receives', async () => {
		const channel = new Channel<number>(0);

		const sending = channel.send(1);
		expect(await stateOf(sending), 'a send into a channel of capacity 0').toBe('waiting');

		expect(await valueOf(channel), 'what is received').toBe(1);
		expect(await stateOf(sending), 'the send after a receive').toBe('resolved');
	});
});

describe('3. Close', () => {
	test('values in the buffer can still be received', async () => {
		const channel = new Channel<number>(2);
		await channel.send(1);
		channel.close();

		expect(await channel.receive(), 'the first receive after the close').toEqual({ done: false, value: 1 });
		expect(await channel.receive(), 'the second one').toEqual({ done: true, value: undefined });
	});

	test('sends that wait reject', async () => {
		const channel = new Channel<number>(1);
		await channel.send(1);
		const sending = channel.send(2);
		const sent = sending.catch((error) => error);

		channel.close();

		expect(await stateOf(sending), 'a send that waited when the channel was closed').toBe('rejected');
		expect(await sent, 'its error').toBeInstanceOf(ChannelClosed);
		await expect(channel.send(3), 'a send after the close').rejects.toBeInstanceOf(ChannelClosed);
	});

	test('receives that wait are done', async () => {
		const channel = new Channel<number>(1);
		const receiving = channel.receive();

		channel.close();

		expect(await stateOf(receiving), 'a receive that waited when the channel was closed').toBe('resolved');
		expect(await receiving, 'what it gives').toEqual({ done: true, value: undefined });
	});
});

describe('4. Give up', () => {
	test('a value that was given up is never received', async () => {
		const channel = new Channel<string>(1);
		const patience = new AbortController();
		await channel.send('kept');
		const sending = channel.send('given up', patience.signal);
		sending.catch(() => {});

		patience.abort(new Error('too slow'));
		await expect(sending, 'the send that was aborted').rejects.toThrow('too slow');

		await valueOf(channel);
		const next = channel.receive();
		expect(await stateOf(next), 'a second receive, after the only other send was given up').toBe('waiting');
	});

	test('with a signal that is aborted already it rejects at once', async () => {
		const channel = new Channel<string>(1);
		const aborted = AbortSignal.abort(new Error('too late'));

		await expect(channel.send('a', aborted), 'a send with an aborted signal').rejects.toThrow('too late');
		await expect(channel.receive(aborted), 'a receive with an aborted signal').rejects.toThrow('too late');
	});
});
