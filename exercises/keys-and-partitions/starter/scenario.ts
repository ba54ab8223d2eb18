// read-only
import { runShop } from './shop.ts';

// Run this file to see your events on their way. Another seed gives the consumers other speeds.
await runShop();
