// read-only
import { runDay } from './day.ts';

// Run this file to see a day with three packers and a mailer.
const day = await runDay({ 'packer-1': 0, 'packer-2': 0, 'packer-3': 0, 'mailer-1': 0 });
console.log(`packed: ${day.packed.join(', ')}`);
console.log(`mailed: ${day.mailed.join(', ')}`);
