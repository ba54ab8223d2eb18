import { error } from '@sveltejs/kit';
import { exportData } from '#lib/server/auth/account-data.ts';
import type { RequestHandler } from './$types';

/** Everything the site keeps about the account that asks, as a file, sent while it is read. */
export const GET: RequestHandler = ({ locals }) => {
	const { account, services } = locals;
	if (!account) error(401, 'Sign in first.');

	const day = services.clock.now().toISOString().slice(0, 10);
	return new Response(streamOf(exportData(services, account)), {
		headers: {
			'content-type': 'application/json; charset=utf-8',
			'content-disposition': `attachment; filename="hotpath-${day}.json"`
		}
	});
};

/** Reads on only as fast as the browser takes it, and stops when the browser leaves. */
function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	return new ReadableStream({
		async pull(controller) {
			const next = await pieces.next();
			if (next.done) controller.close();
			else controller.enqueue(encoder.encode(next.value));
		},
		async cancel() {
			await pieces.return(undefined);
		}
	});
}
