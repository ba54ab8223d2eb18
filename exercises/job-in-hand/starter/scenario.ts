// read-only
import { runStudio } from './studio.ts';

// Run this file to see a day with a crash in it. Another seed draws another moment.
const { done, keys } = await runStudio({ between: [40, 130] });
console.log(done, keys);
