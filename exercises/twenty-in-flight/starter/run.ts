// read-only
import { runDepot } from './scenario.ts';

const { delivered, most } = await runDepot({ parcels: 100, deliveryMs: () => 1_000, forMs: 12_000 });
console.log(`${delivered.length} delivered, at most ${most} at the same time`);
