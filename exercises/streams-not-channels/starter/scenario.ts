// read-only
import { runDay } from './day.ts';

// Run this file to see a day with a crash in it. Another seed draws another moment.
const { mails, pending } = await runDay({ crash: { between: [40, 200] } });
console.log(mails, `pending: ${pending}`);
