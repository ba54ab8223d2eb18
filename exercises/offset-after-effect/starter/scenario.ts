// read-only
import { runBilling } from './billing.ts';

// Run this file to see a day with a crash in it. Another seed draws another moment.
const { charges, committed } = await runBilling({ between: [130, 280] });
console.log(charges, `committed: ${committed}`);
