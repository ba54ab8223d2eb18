// read-only
import { runBilling } from './billing.ts';

// Run this file to see a day with a crash in it. Another seed draws another moment.
await runBilling({ between: [3_000, 3_400] });
