// expect: wrong_answer
import { test, vi } from 'vitest'; test('x', async () => { vi.useFakeTimers(); await new Promise((r) => setTimeout(r, 5)); })
