import { describe, test } from 'vitest';
import { runDepot } from '../scenario.ts';

describe('3. Commit what is done', () => {
	test('no parcel is left out after a crash', async () => {
		await runDepot({
			parcels: 40,
			deliveryMs: () => 50 + Math.floor(Math.random() * 450),
			crash: { between: [100, 4_000] },
			forMs: 16_000,
			isJudged: true
		});
	});
});
