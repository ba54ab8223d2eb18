// read-only
import { runBank } from './bank.ts';

// Run this file to see three tellers at one account. Another seed lets another one be first.
const { ada, bob, granted } = await runBank();
console.log(`ada ${ada}, bob ${bob}, ${granted} of 3 requests granted`);
