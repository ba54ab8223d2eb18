// expect: time_limit_exceeded
a: for (;;) { b: for (;;) { c: do { continue b; } while (true); } }
